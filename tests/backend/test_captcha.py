#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captchas: a picture, a sum in words, a new one for a wrong answer, each good once."""
import base64
import struct
import sys
import zlib

from flowing import ALPHABET, Flow, Tap, advance, alpha_values, solve_picture, solve_words, start

CYRILLIC = str.maketrans('ABEHKMPTX', 'АВЕНКМРТХ')


def png_size(data):
    """Width and height of a PNG whose parts are all in order."""
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    position, size = 8, None
    while position < len(data):
        length, kind = struct.unpack('>I4s', data[position:position + 8])
        body = data[position + 8:position + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack('>I', data[position + 8 + length:position + 12 + length])[0]
        if kind == b'IHDR':
            size = struct.unpack('>II', body[:8])
        position += 12 + length
    return size


def test_shape(backend, tap):
    flow = Flow(backend, 'alpha')
    answer = flow.new_captcha()
    tap.equal(answer.status, 200, '/captcha/H-17 E-32/given')
    captcha = answer.json
    tap.equal(png_size(base64.b64decode(captcha['image'])), (captcha['width'], captcha['height']), '/captcha/H-17/a picture')
    tap.ok(solve_words(captcha['words']).isdigit(), '/captcha/and not only a picture', captcha['words'])
    another = flow.new_captcha().json
    tap.ok(another['id'] != captcha['id'] and another['image'] != captcha['image'], '/captcha/H-19/a new one on demand')
    letters = solve_picture(backend, captcha)
    tap.ok(len(letters) == 5 and set(letters) <= set(ALPHABET), '/captcha/letters that any keyboard has', letters)
    answer = backend.ask('POST', f'/beta/flows/{Flow(backend, "beta").id}/captcha', {}, headers={'Flow-Token': 'x' * 43})
    tap.equal(answer.problem, 'not-found', '/captcha/only for the flow’s client')
    beta = Flow(backend, 'beta')
    tap.equal(beta.new_captcha().problem, 'conflict', '/captcha/only where the form asks for one')


def test_languages(backend, tap):
    flow = Flow(backend, 'alpha')
    for language, begin in (('uk', 'Скільки буде '), ('be-BY,be;q=0.9', 'Колькі будзе '), ('en-GB', 'How much is '), ('fr', 'Сколько будет ')):
        captcha = backend.ask('POST', f'/alpha/flows/{flow.id}/captcha', {}, headers={'Flow-Token': flow.token, 'Accept-Language': language}).json
        tap.ok(captcha['words'].startswith(begin), f'/captcha/in {language}', captcha['words'])


def test_answers(backend, tap):
    flow = Flow(backend, 'alpha')
    captcha = flow.new_captcha().json
    letters = solve_picture(backend, captcha)
    values = alpha_values(flow, 'one@example.org', captcha={'id': captcha['id'], 'answer': '#', 'way': 'picture'})
    flow.submit('form', values)
    tap.equal((flow.answer.status, flow.answer.problem), (422, 'wrong-captcha'), '/captcha/E-33/wrong')
    fresh = flow.json['captcha']
    tap.equal(png_size(base64.b64decode(fresh['image'])), (200, 64), '/captcha/E-33/a wrong answer brings a new one')
    flow.submit('form', {**values, 'captcha': {'id': captcha['id'], 'answer': letters, 'way': 'picture'}})
    tap.equal(flow.answer.problem, 'wrong-captcha', '/captcha/the old one is used up')
    fresh = flow.json['captcha']
    typed = ' ' + solve_picture(backend, fresh).translate(CYRILLIC).lower() + ' '
    flow.submit('form', {**values, 'captcha': {'id': fresh['id'], 'answer': typed, 'way': 'picture'}})
    tap.equal(flow.at, 'mail', f'/captcha/Cyrillic look-alikes, small letters, spaces: “{typed}”')
    flow.back('form')
    flow.submit('form', {**values, 'captcha': {'id': fresh['id'], 'answer': typed, 'way': 'picture'}})
    tap.equal(flow.answer.problem, 'wrong-captcha', '/captcha/good once')


def test_words(backend, tap):
    for language, answers in (('ru', ('два', 'три', 'ЧЕТЫРЕ', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять', 'одиннадцать', 'двенадцать', 'тринадцать',
                                      'четырнадцать', 'пятнадцать', 'шестнадцать', 'семнадцать', 'восемнадцать')),):
        flow = Flow(backend, 'alpha')
        captcha = flow.new_captcha().json
        answer = answers[int(solve_words(captcha['words'])) - 2]
        flow.submit('form', alpha_values(flow, f'{language}@example.org', captcha={'id': captcha['id'], 'answer': answer, 'way': 'words'}))
        tap.equal(flow.at, 'mail', f'/captcha/the answer in words: {answer}')


def test_wrong_shapes(backend, tap):
    flow = Flow(backend, 'alpha')
    for captcha, code in ((5, 'captcha'), ('abc', 'captcha'), ([], 'required'), ({}, 'captcha'), ({'id': 1, 'answer': 2}, 'captcha'),
                          ({'id': 'x'}, 'captcha'), (None, 'required')):
        flow.submit('form', alpha_values(flow, 'two@example.org', captcha=captcha))
        tap.equal(flow.errors(), {'/values/captcha': code}, f'/captcha/wrong type {captcha!r}')
    other = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'two@example.org', captcha=other.captcha()))
    tap.equal(flow.answer.problem, 'wrong-captcha', '/captcha/solved for another flow')
    captcha = flow.captcha()
    advance(backend, 600)
    flow.submit('form', alpha_values(flow, 'two@example.org', captcha=captcha))
    tap.equal(flow.answer.problem, 'wrong-captcha', '/captcha/too late')
    flow.submit('form', alpha_values(flow, 'two@example.org', captcha={'id': flow.new_captcha().json['id'], 'answer': 'x' * 5000, 'way': 'picture'}))
    tap.equal(flow.answer.problem, 'wrong-captcha', '/captcha/a very long answer')


def main():
    tap = Tap()
    with start(tap) as backend:
        test_shape(backend, tap)
        test_languages(backend, tap)
        test_answers(backend, tap)
        test_words(backend, tap)
        test_wrong_shapes(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
