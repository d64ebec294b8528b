#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages really go out: by SMTP and by an SMS gateway, again after a failure, and never twice by mistake."""
import email
import email.policy
import http.server
import json
import shutil
import signal
import sys
import tempfile
import threading
import time

from aiosmtpd.controller import Controller

from flowing import Flow, Tap, advance, alpha_values, database, start
from contract_front import free_port

DEADLINE = 30


def wait_for(condition):
    """Waits until a condition holds; the deadline is only there for a failing test."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        threading.Event().wait(0.02)
    return None


class Mailbox:
    """An SMTP server that keeps what it gets, or refuses it."""

    def __init__(self):
        self.messages = []
        self.answers = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answers:
            answer = self.answers.pop(0)
            if answer:
                return answer
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return '250 OK'


class Gateway(http.server.BaseHTTPRequestHandler):
    """An SMS gateway."""

    messages, statuses = [], []

    def do_POST(self):  # noqa: N802
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        status = self.statuses.pop(0) if self.statuses else 202
        if status < 300:
            self.messages.append((self.headers['Idempotency-Key'], body))
        self.send_response(status)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *arguments):
        pass


def test_mail(backend, tap, mailbox):
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'anna@example.org'))
    tap.ok(wait_for(lambda: mailbox.messages), '/delivery/E-35/a mail arrives')
    sender, receivers, message = mailbox.messages[0]
    tap.equal((sender, receivers), ('no-reply@server.example', ['anna@example.org']), '/delivery/envelope')
    tap.equal((message['Subject'], message['To'], message['Auto-Submitted']),
              ('Подтверждение регистрации', 'anna@example.org', 'auto-generated'), '/delivery/headers')
    text = message.get_content()
    code = text.split()[1].rstrip(',')
    tap.ok(f'{backend.direct}/alpha/confirm/' in text and len(code) == 6, '/delivery/E-36/code and link', text)
    tap.ok(wait_for(lambda: flow.get() and flow.step['delivery'] == 'sent'), '/delivery/T-18/the step says sent', flow.answer)
    rows = database(backend).execute('SELECT content FROM deliveries').fetchall()
    tap.equal([row['content'] for row in rows], [None], '/delivery/A10/what was sent is forgotten')
    flow.submit('mail', {'code': code})
    tap.equal(flow.at, 'done', '/delivery/the code in the mail is the code')


def test_retry(backend, tap, mailbox):
    mailbox.answers = ['451 Try later', '451 Try later']
    before = len(mailbox.messages)
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'boris@example.org'))
    tries = "SELECT tries FROM deliveries ORDER BY id DESC LIMIT 1"
    tap.ok(wait_for(lambda: database(backend).execute(tries).fetchone()['tries'] == 1), '/delivery/a soft failure')
    flow.get()
    tap.equal(flow.step['delivery'], 'queued', '/delivery/T-10/the step says that it waits')
    advance(backend, 5)
    tap.ok(wait_for(lambda: database(backend).execute(tries).fetchone()['tries'] == 2), '/delivery/tried again')
    advance(backend, 30)
    tap.ok(wait_for(lambda: len(mailbox.messages) == before + 1), '/delivery/and again, until it goes')
    mailbox.answers = ['550 No such person']
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'nobody@example.org'))
    tap.ok(wait_for(lambda: flow.get() and flow.step['delivery'] == 'failed'), '/delivery/T-18/a bounce is told', flow.answer)
    row = database(backend).execute('SELECT content, error FROM deliveries ORDER BY id DESC LIMIT 1').fetchone()
    tap.ok(row['content'] is None and '550' in row['error'], '/delivery/and the operator sees why', tuple(row))


def test_sms(backend, tap):
    Gateway.statuses = [503]
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': '+79130000045'})
    query = 'SELECT tries FROM deliveries ORDER BY id DESC LIMIT 1'
    tap.ok(wait_for(lambda: database(backend).execute(query).fetchone()['tries'] == 1), '/delivery/the gateway is busy')
    advance(backend, 5)
    tap.ok(wait_for(lambda: Gateway.messages), '/delivery/T-10/an SMS goes out')
    key, message = Gateway.messages[0]
    tap.equal((message['to'], message['id']), ('+79130000045', key), '/delivery/the gateway can tell a repeat')
    flow.submit('phone_code', {'code': message['text']})
    tap.equal(flow.at, 'email', '/delivery/T-11/the code in the SMS is the code')
    Gateway.statuses = [400]
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': '+79130000046'})
    tap.ok(wait_for(lambda: flow.get() and flow.step['delivery'] == 'failed'), '/delivery/a number that the gateway refuses')


def test_restart(tap, options):
    """What was in the queue when the server died goes out when it starts again."""
    folder = tempfile.mkdtemp(prefix='kabinet-')
    before = len(Gateway.messages)
    Gateway.statuses = [503]
    with start(None, *options, data=folder, front=False) as backend:
        flow = Flow(backend, 'beta')
        flow.submit('phone', {'phone': '+79130000047'})
        query = 'SELECT tries FROM deliveries ORDER BY id DESC LIMIT 1'
        tap.ok(wait_for(lambda: database(backend).execute(query).fetchone()['tries'] == 1), '/delivery/not yet sent')
        backend.process.send_signal(signal.SIGKILL)
        backend.process.wait(30)
        backend.process.send_signal = lambda number: None
    with start(tap, *options, data=folder, front=False) as backend:
        advance(backend, 60)
        tap.ok(wait_for(lambda: len(Gateway.messages) == before + 1), '/delivery/B7/sent after the restart')
        flow.backend = backend
        flow.submit('phone_code', {'code': Gateway.messages[-1][1]['text']})
        tap.equal(flow.at, 'email', '/delivery/B7/and its code is good')
    shutil.rmtree(folder)


def test_unreachable(tap):
    """No mail server at all: the flow goes on, the step tells, the server stops at once."""
    with start(tap, '--smtp', 'smtp://127.0.0.1:9', '--mail-from', 'no-reply@server.example', front=False) as backend:
        flow = Flow(backend, 'alpha')
        flow.submit('form', alpha_values(flow, 'anna@example.org'))
        tap.equal((flow.at, flow.step['delivery']), ('mail', 'queued'), '/delivery/nobody listens')


def main():
    tap = Tap()
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname='127.0.0.1', port=free_port())
    controller.start()
    gateway = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Gateway)
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    smtp = f'smtp://127.0.0.1:{controller.server.sockets[0].getsockname()[1]}'
    options = ('--smtp', smtp, '--mail-from', 'no-reply@server.example', '--sms-gateway', f'http://127.0.0.1:{gateway.server_port}/send')
    try:
        with start(tap, *options) as backend:
            test_mail(backend, tap, mailbox)
            test_retry(backend, tap, mailbox)
            test_sms(backend, tap)
        test_restart(tap, options)
        test_unreachable(tap)
    finally:
        gateway.shutdown()
        controller.stop()
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
