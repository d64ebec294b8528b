# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev format

dev_format () {
  inside sh -c 'find src tests -name "*.[ch]" -print0 | xargs -0 clang-format -i'
  inside sh -c 'find ui -name "*.blp" -print0 | xargs -0 --no-run-if-empty blueprint-compiler format -f'
}
