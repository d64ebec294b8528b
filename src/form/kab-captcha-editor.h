/* kab-captcha-editor.h: a question that programs find hard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-field-editor.h"

G_BEGIN_DECLS

#define KAB_TYPE_CAPTCHA_EDITOR (kab_captcha_editor_get_type ())
G_DECLARE_FINAL_TYPE (KabCaptchaEditor, kab_captcha_editor, KAB, CAPTCHA_EDITOR, KabFieldEditor)

void kab_captcha_editor_take (KabCaptchaEditor *self, KabCaptcha *captcha);

G_END_DECLS
