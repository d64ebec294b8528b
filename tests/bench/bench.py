#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Kabinet costs, side by side with the least that could do the same, in one run on one machine.

Rounds are interleaved, so that whatever else the machine does falls on all alike; ratios are taken within a round and
the median of the rounds is told. Nothing here can fail for being slow: only instruction counts repeat exactly.

usage: bench.py [--rounds N] [--documents N] [start|decode|windows|table|receipts…]
"""
import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
sys.path.insert(0, HERE)
import grid  # noqa: E402
from tap import BUILD, ORGANISATIONS, Backend  # noqa: E402

TOOLS = os.path.join(BUILD, 'tests', 'bench')
KABINET = os.path.join(BUILD, 'src', 'kabinet')
PROBE = re.compile(r'^probe (.*)$', re.M)
BOUND = 60


def table(title, head, rows):
    """Prints a table with its columns in line; the first one is text."""
    rows = [head] + [[cell if isinstance(cell, str) else f'{cell:.2f}' for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    print(f'\n{title}\n')
    for row in rows:
        print('  ' + '  '.join(cell.ljust(width) if column == 0 else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))))
    sys.stdout.flush()


# --- Starting: time to the first frame and to content, processor time, memory ---

def start(command, shown):
    """Starts a program until SHOWN is on its window; returns what the probe measured, times from the start on."""
    environment = dict(os.environ, LD_PRELOAD=os.path.join(TOOLS, 'probe.so'), PROBE_TEXT=shown)
    begin = time.monotonic_ns() // 1000
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=BOUND)
    found = PROBE.search(done.stdout)
    if found is None:
        raise RuntimeError(f'{command[0]} ended without showing “{shown}” ({done.returncode})')
    values = {name: int(value) for name, value in (pair.split('=') for pair in found[1].split())}
    return {'first frame, ms': (values['first'] - begin) / 1000, 'content, ms': (values['filled'] - begin) / 1000,
            'CPU, ms': values['cpu'] / 1000, 'RSS, MB': values['rss'] / 1024, 'PSS, MB': values['pss'] / 1024,
            'private, MB': values['private'] / 1024}


def compare(programs, rounds):
    """Interleaved rounds of all programs; the first one is what the others are measured by."""
    measured = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, (command, shown) in programs.items():
            values = start(command, shown)
            # The first round fills caches.
            if number > 0:
                measured[name].append(values)
    return measured


def print_starts(measured):
    base = next(iter(measured))
    quantities = list(measured[base][0])
    rows = []
    for name, runs in measured.items():
        rows.append([name] + [f'{statistics.median(run[quantity] for run in runs):.0f}' for quantity in quantities])
        if name != base:
            ratios = [[run[quantity] / floor[quantity] for run, floor in zip(runs, measured[base])] for quantity in quantities]
            rows.append(['  × minimal, median'] + [statistics.median(ratio) for ratio in ratios])
            rows.append(['  × minimal, spread'] + [f'{min(ratio):.2f}–{max(ratio):.2f}' for ratio in ratios])
    table(f'Start, warm, {len(measured[base])} interleaved rounds (cairo, 1200×800)', ['program'] + quantities, rows)


def bench_start(options):
    with Backend('--seed', 'demo', front=False) as backend:
        minimal = ([os.path.join(TOOLS, 'minimal-adwaita')], 'Order 1008')
        welcome = ([KABINET, '--backend', backend.url], 'Autodoc')
        measured = compare({'minimal libadwaita': minimal, 'Kabinet, welcome page': welcome}, options.rounds)
        subprocess.run([os.path.join(TOOLS, 'bench-sign-in'), backend.url, 'east-motors', 'demo@example.org', 'demo2026'],
                       check=True, stdout=subprocess.DEVNULL, timeout=BOUND)
        cabinet = ([KABINET, '--backend', backend.url], options.cabinet_text)
        second = compare({'minimal libadwaita': minimal, 'Kabinet, a cabinet': cabinet}, options.rounds)
        print_starts(measured)
        print_starts(second)


# --- Decoding ---

def instructions(way, times, path):
    done = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null',
                           os.path.join(TOOLS, 'bench-decode'), way, str(times), path],
                          env=dict(os.environ, G_SLICE='always-malloc'), capture_output=True, text=True, check=True, timeout=600)
    return int(re.search(r'Collected : (\d+)', done.stderr)[1])


def make_window(folder, count):
    """A window of that many documents of the demo, as the server writes them."""
    with Backend('--seed-documents', str(count), front=False) as backend:
        token = backend.sign_in('autodoc')
        window, items = None, []
        while len(items) < count:
            window = backend.ask('GET', f'/autodoc/documents?limit=200&offset={len(items)}', token=token).json
            items += window['items']
    path = os.path.join(folder, 'window.json')
    with open(path, 'w', encoding='utf-8') as stream:
        json.dump({**window, 'items': items[:count], 'offset': 0}, stream, ensure_ascii=False, separators=(',', ':'))
    return path


def count_decoding(count):
    """Instructions that a window of that many documents costs in both ways, and its size in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_window(folder, count)
        # What the process does besides decoding falls out of the difference.
        cost = {way: (instructions(way, 4, path) - instructions(way, 1, path)) / 3 for way in ('parser', 'records')}
        return cost, os.path.getsize(path)


def bench_decode(_options):
    count = 1000
    cost, size = count_decoding(count)
    rows = [[name, f'{cost[way]:,.0f}', f'{cost[way] / count:,.0f}', f'{cost[way] / size:.0f}', cost[way] / cost['parser']]
            for name, way in (('JsonParser alone', 'parser'), ('Kabinet: scan, parser, records', 'records'))]
    table(f'Decoding a window of {count:,} documents, {size:,} bytes (instructions, repeats exactly)',
          ['way', 'instructions', 'a document', 'a byte', '× parser'], rows)


# --- Windows of a long table ---

def ask_window(connection, token, offset):
    begin = time.monotonic()
    connection.request('GET', f'/autodoc/documents?limit=100&offset={offset}',
                       headers={'Authorization': f'Bearer {token}', 'User-Agent': 'Kabinet/0.1.0 (bench)'})
    answer = connection.getresponse()
    body = answer.read()
    spent = (time.monotonic() - begin) * 1000
    if answer.status != 200 or len(json.loads(body)['items']) != 100:
        raise RuntimeError(f'no window at {offset}: {answer.status} {body[:200]!r}')
    return spent


def resident_mb(process):
    with open(f'/proc/{process.pid}/status', encoding='utf-8') as stream:
        return int(re.search(r'VmRSS:\s+(\d+)', stream.read())[1]) / 1024


def bench_windows(options):
    count = options.documents
    offsets = [0, count // 2, count - 100]
    begin = time.monotonic()
    with Backend('--seed-documents', str(count), front=False) as backend:
        print(f'\nfilled with {count:,} documents in {time.monotonic() - begin:.0f} s')
        token = backend.sign_in('autodoc')
        connection = http.client.HTTPConnection(backend.url.split('//')[1], timeout=BOUND)
        spent = {offset: [] for offset in offsets}
        for number in range(max(options.rounds, 9) + 1):
            for offset in offsets:
                duration = ask_window(connection, token, offset)
                if number > 0:
                    spent[offset].append(duration)
        rows = [[f'at {offset:,}', statistics.median(spent[offset]), min(spent[offset]), max(spent[offset]),
                 statistics.median(a / b for a, b in zip(spent[offset], spent[0]))] for offset in offsets]
        table(f'A window of 100 of {count:,} documents over HTTP; the server holds {resident_mb(backend.process):.0f} MB',
              ['window', 'median, ms', 'least', 'most', '× first window'], rows)
        connection.close()


# --- The table: ten thousand and a million rows, a store that holds all of them, a grid in a browser ---

def measure_table(*arguments):
    """One run of the table in a window of 1000×700; a dictionary of what it cost."""
    environment = dict(os.environ, BENCH_BEGUN=str(time.monotonic_ns() // 1000))
    done = subprocess.run([os.path.join(TOOLS, 'bench-table'), *arguments], env=environment, stdout=subprocess.PIPE, text=True,
                          timeout=300, check=True)
    return json.loads(done.stdout)


def print_tables(measured, base):
    quantities = {'first_ms': 'first rows, ms', 'first_pss': 'PSS, MB', 'last_pss': 'after scrolling, MB',
                  'first_rows': 'rows alive', 'last_rows': 'after scrolling', 'frame_p50': 'frame p50, ms',
                  'frame_p99': 'p99, ms', 'jump_ms': 'jump, ms'}
    rows = []
    for name, runs in measured.items():
        values = {key: [run[key] / 1024 if key.endswith('pss') else run[key] for run in runs] for key in quantities}
        rows.append([name] + [f'{statistics.median(values[key]):,.0f}' if key.endswith('rows') else
                              f'{statistics.median(values[key]):.1f}' for key in quantities])
        if name != base:
            rows.append([f'  × {base}, median'] + [statistics.median(run[key] / max(floor[key], 0.001)
                                                                     for run, floor in zip(runs, measured[base]))
                                                   for key in quantities])
    rounds = len(measured[base])
    table(f'The table, {rounds} interleaved rounds (cairo, 1000×700, a page a frame for 3 s, then 10 jumps)',
          ['rows'] + list(quantities.values()), rows)


def bench_table(options):
    few, many = 10000, options.documents
    with Backend('--seed-documents', str(few), front=False) as small, Backend('--seed-documents', str(many), front=False) as large:
        sides = {server: server.sign_in('autodoc') for server in (small, large)}
        ways = {f'Kabinet, {few:,}': lambda: measure_table('page', small.url, 'autodoc', sides[small]),
                f'Kabinet, {many:,}': lambda: measure_table('page', large.url, 'autodoc', sides[large]),
                f'GListStore, {few:,}': lambda: measure_table('store', str(few)),
                f'GListStore, {many:,}': lambda: measure_table('store', str(many))}
        if grid.missing() is None:
            ways[f'ag-grid in Chromium, {few:,}'] = lambda: grid.measure(small.url, 'autodoc', sides[small])
            ways[f'ag-grid in Chromium, {many:,}'] = lambda: grid.measure(large.url, 'autodoc', sides[large])
        measured = {name: [] for name in ways}
        for number in range(options.rounds + 1):
            for name, way in ways.items():
                run = way()
                if number > 0:
                    measured[name].append(run)
        print_tables(measured, f'Kabinet, {few:,}')
    if grid.missing() is not None:
        print(f'\nag-grid in Chromium: not measured here, {grid.missing()}')


# --- Receipts: a page beside pdftoppm, a list of ten years, a document of two hundred pages ---

HOUSE = 'priozernaya'
DPI = 150
SHEETS = 200


def measure_receipts(*arguments):
    done = subprocess.run([os.path.join(TOOLS, 'bench-receipts'), *arguments], stdout=subprocess.PIPE, text=True, timeout=300, check=True)
    return json.loads(done.stdout)


def measure_pdftoppm(path, folder):
    """Milliseconds from the start of the tool to the picture of the first page."""
    begin = time.monotonic()
    subprocess.run(['pdftoppm', '-r', str(DPI), '-f', '1', '-l', '1', '-singlefile', path, os.path.join(folder, 'sheet')],
                   check=True, timeout=BOUND)
    return (time.monotonic() - begin) * 1000


def describe_years(folder, months):
    """The organisations, one of which has had its accounts for that many months."""
    organisations = os.path.join(folder, f'organisations-{months}')
    shutil.copytree(ORGANISATIONS, organisations)
    path = os.path.join(organisations, 'demo', HOUSE + '.json')
    with open(path, encoding='utf-8') as stream:
        demo = json.load(stream)
    for account in demo['accounts']:
        account['months'] = months
    with open(path, 'w', encoding='utf-8') as stream:
        json.dump(demo, stream, ensure_ascii=False)
    return organisations


def fetch_receipt(backend, path):
    token = backend.sign_in(HOUSE)
    account = backend.ask('GET', f'/{HOUSE}/accounts', token=token).json['items'][0]['id']
    newest = backend.ask('GET', f'/{HOUSE}/accounts/{account}/receipts', token=token).json['items'][0]['id']
    with open(path, 'wb') as stream:
        stream.write(backend.ask('GET', f'/{HOUSE}/receipts/{newest}/file', token=token).body)


def bench_page(options, path, folder):
    runs = []
    for number in range(options.rounds + 1):
        tool = measure_pdftoppm(path, folder)
        ours = measure_receipts('page', path, str(DPI))
        if number > 0:
            runs.append((tool, ours['first_ms'], ours['again_ms']))
    names = ['pdftoppm', 'Kabinet, helper yet to start', 'Kabinet, helper running']
    rows = [[name, statistics.median(run[index] for run in runs), min(run[index] for run in runs),
             max(run[index] for run in runs), statistics.median(run[index] / run[0] for run in runs)]
            for index, name in enumerate(names)]
    table(f'An A4 receipt to a picture at {DPI} dpi, {len(runs)} interleaved rounds',
          ['way', 'median, ms', 'least', 'most', '× pdftoppm, median'], rows)


def bench_list(options, servers):
    measured = {months: [] for months in servers}
    for number in range(options.rounds + 1):
        for months, backend in servers.items():
            run = measure_receipts('list', backend.url, HOUSE, 'demo@example.org', 'demo2026')
            if run['rows'] != months:
                raise RuntimeError(f'{run["rows"]} rows for {months} receipts')
            if number > 0:
                measured[months].append(run)
    rows = [[f'{months} receipts', statistics.median(run['first_ms'] for run in runs),
             statistics.median(run['before'] for run in runs) / 1024, statistics.median(run['pss'] for run in runs) / 1024,
             statistics.median(run['first_ms'] / least['first_ms'] for run, least in zip(runs, measured[12]))]
            for months, runs in measured.items()]
    table(f'The list of receipts, {options.rounds} interleaved rounds (cairo, 1000×700)',
          ['account', 'first rows, ms', 'PSS before, MB', 'PSS with it, MB', '× time of 12'], rows)


def bench_open(options, documents):
    measured = {pages: [] for pages in documents}
    for number in range(options.rounds + 1):
        for pages, path in documents.items():
            run = measure_receipts('open', path)
            if number > 0:
                measured[pages].append(run)
    rows = [[f'{pages} pages, {os.path.getsize(documents[pages]) / 1e6:.1f} MB', statistics.median(run['first_ms'] for run in runs)]
            + [statistics.median(run[key] for run in runs) / 1024 for key in ('before', 'pss', 'helper')]
            for pages, runs in measured.items()]
    table(f'A receipt open, {options.rounds} interleaved rounds (cairo, 1000×700)',
          ['document', 'first page, ms', 'PSS before, MB', 'PSS, MB', 'PSS of the helper, MB'], rows)


def bench_receipts(options):
    with tempfile.TemporaryDirectory() as folder:
        whole, one, many = (os.path.join(folder, name + '.pdf') for name in ('whole', 'one', 'many'))
        with Backend('--seed', 'demo', organisations=describe_years(folder, 12), front=False) as year, \
                Backend('--seed', 'demo', organisations=describe_years(folder, 120), front=False) as decade:
            fetch_receipt(year, whole)
            # One page of it is what is drawn; as many of them as a document may have are what is opened.
            subprocess.run(['pdfseparate', '-f', '1', '-l', '1', whole, one], check=True, timeout=BOUND)
            subprocess.run(['pdfunite', *[one] * SHEETS, many], check=True, timeout=BOUND)
            bench_page(options, one, folder)
            bench_list(options, {12: year, 120: decade})
        bench_open(options, {1: one, SHEETS: many})


PARTS = {'start': bench_start, 'decode': bench_decode, 'windows': bench_windows, 'table': bench_table,
         'receipts': bench_receipts}


def main():
    parser = argparse.ArgumentParser(prog='./dev bench', description='What Kabinet costs, side by side.')
    parser.add_argument('--rounds', type=int, default=9, help='interleaved rounds (9)')
    parser.add_argument('--documents', type=int, default=1000000, help='documents for the windows (1000000)')
    parser.add_argument('--cabinet-text', default='ИСТ0002714', help=argparse.SUPPRESS)
    parser.add_argument('parts', nargs='*', choices=[[], *PARTS], help='start, decode, windows, table, receipts; all if none is named')
    options = parser.parse_args()
    for part in options.parts or PARTS:
        PARTS[part](options)


if __name__ == '__main__':
    main()
