#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of document that people file: by the customer, then through the hands of the staff to its end."""
import datetime
import sys

from filing import PDF, Backend, Person, Tap, faults, shown, staff_of

OPTIONS = ('--seed', 'demo', '--demo-clock', '--demo-outbox')
PHONE = '+79130000045'


def titles(document):
    return [entry['title'] for entry in document['timeline']]


def said(document):
    return [(message['role'], message['text']) for message in document['messages']]


def write(person, document, text, files=None):
    body = {'text': text} if files is None else {'text': text, 'files': files}
    return person.ask('POST', f'/documents/{document["id"]}/messages', body)


def sms_to(backend, organisation, phone):
    letters = backend.ask('GET', f'/demo/outbox?organisation={organisation}').json['items']
    return [letter['text'] for letter in letters if letter['channel'] == 'sms' and letter['to'] == phone]


def advance(backend, seconds):
    backend.ask('POST', '/demo/clock', {'advance_seconds': seconds})


def now_of(backend):
    zone = datetime.timezone(datetime.timedelta(hours=3))
    return datetime.datetime.fromisoformat(backend.ask('GET', '/health').json['time']).astimezone(zone)


def workday(backend, days=1):
    """A day on which all of them work."""
    day = now_of(backend).date() + datetime.timedelta(days=days)
    while day.isoweekday() > 5 or day.strftime('%m-%d') in ('12-25', '12-31', '01-01', '01-02', '01-07', '01-08'):
        day += datetime.timedelta(days=1)
    return day.isoformat()


def test_times(backend, tap):
    """E-08: another time is offered, another one answered, then it is agreed."""
    customer, staff = Person(backend, 'east-motors'), staff_of(backend, 'east-motors')
    request = customer.file('repair_request', {'vehicle': 'other', 'vehicle_new': 'Geely Atlas, 2020', 'kind': 'repair',
                                               'reason': 'Стук', 'phone': '+375291112233'}).json
    day = workday(backend)
    answer = staff.act(staff.read(request), 'offer_time', {'day': day, 'time': '23:30'})
    tap.equal(faults(answer), {'/values/time': 'closed'}, '/times/E-08/no time is offered at which nobody works')
    answer = staff.act(staff.read(request), 'offer_time', {'day': day, 'time': '09:30'})
    tap.equal((answer.json['state']['id'], answer.json['appointment']['state'], answer.json['appointment']['at'][:16]),
              ('offered', 'offered', f'{day}T09:30'), '/times/E-08/the staff offer a time')
    seen = customer.read(request)
    tap.equal((seen['waits'], [a['id'] for a in seen['actions'] if a['allowed']]), (True, ['accept_time', 'other_time', 'withdraw']),
              '/times/E-08/the customer answers')
    answer = customer.act(seen, 'other_time', {'day': day, 'time': '15:00'})
    tap.equal((answer.json['state']['id'], answer.json['appointment']['state']), ('filed', 'wished'), '/times/E-08/with another time')
    answer = staff.act(staff.read(request), 'confirm', {'day': day, 'time': '15:00'})
    tap.equal((answer.json['state']['id'], answer.json['appointment']['state']), ('confirmed', 'agreed'), '/times/E-08/that is agreed')
    made = staff.act(answer.json, 'make_order').json
    order = staff.read(made['related'][0]['id'])
    tap.equal((order['type'], order['state']['id'], order['thing'], order['related'][0]['id']),
              ('work_order', 'draft', 'Geely Atlas, 2020', request['id']), '/times/E-08/a work order comes out of the request')
    tap.equal(customer.read(order)['number'], order['number'], '/times/E-10/the customer sees it')


def test_ask_back(backend, tap):
    customer, staff = Person(backend, 'east-motors'), staff_of(backend, 'east-motors')
    request = customer.file('repair_request', {'vehicle': 'other', 'vehicle_new': 'Geely', 'kind': 'repair', 'reason': 'Стук',
                                               'phone': '+375291112233'}).json
    asked = staff.act(staff.read(request), 'ask', {'question': 'С какой стороны стучит?'}).json
    tap.equal((asked['state']['id'], asked['timeline'][0]['text']), ('asked', 'С какой стороны стучит?'), '/thread/E-08/staff ask back')
    answer = write(customer, request, 'Справа 🚗\nна кочках')
    tap.equal((answer.json['state']['id'], said(answer.json)), ('filed', [('customer', 'Справа 🚗\nна кочках')]),
              '/thread/E-08/the answer brings it back to them')
    withdrawn = customer.act(answer.json, 'withdraw').json
    tap.equal((write(customer, withdrawn, 'Ещё').problem, withdrawn['thread']['closed'][:16]), ('forbidden', 'Заявка отозвана:'),
              '/thread/closed with its reason')
    stranger = Person(backend, 'east-motors', 'fleet@example.org')
    tap.equal(write(stranger, request, 'Чужое').problem, 'not-found', '/thread/nobody else writes')
    tap.equal(write(customer, {'id': '999999'}, 'x').problem, 'not-found', '/thread/nor about what is not there')


def test_question(backend, tap, organisation, row, values, customer_login='demo@example.org'):
    customer, staff = Person(backend, organisation, customer_login), staff_of(backend, organisation)
    paper = customer.upload('акт.pdf', PDF, 'application/pdf').json
    question = customer.file('question', dict(values, files=[paper['id']])).json
    tap.equal((question['state']['id'], said(question), question['messages'][0]['files'], question['files']),
              ('asked', [('customer', values['text'])], [paper], []), f'/question/{row}/the question opens its thread, with its file')
    tap.ok(question['promise']['by'] > now_of(backend).isoformat()[:10], f'/question/{row}/by when it is answered')
    answer = write(staff, question, 'Завтра в 10:00')
    tap.equal((answer.json['state']['id'], answer.json.get('promise')), ('answered', None), f'/question/{row}/the staff answer')
    seen = customer.read(question)
    tap.equal((seen['waits'], said(seen)[1]), (True, ('staff', 'Завтра в 10:00')), f'/question/{row}/the customer reads it')
    tap.equal(write(customer, seen, 'А позже?').json['state']['id'], 'asked', f'/question/{row}/and asks on')
    colleague = next(field for field in staff.actions(staff.read(question))['hand_over_to']['fields'] if field['name'] == 'assignee')['options'][-1]
    handed = staff.act(staff.read(question), 'hand_over_to', {'assignee': colleague['value'], 'note': 'Твой участок'}).json
    tap.equal((shown(handed)['Отвечает'], handed['state']['id']), (colleague['title'], 'asked'), f'/question/{row}/passed on to a colleague')
    write(staff, question, 'Можно и позже')
    closed = customer.act(customer.read(question), 'solved').json
    tap.equal(closed['state']['id'], 'closed', f'/question/{row}/solved')
    tap.equal(faults(write(customer, closed, '')), {'/values/text': 'required'}, f'/question/{row}/an empty message is none')
    tap.equal(write(customer, closed, 'Снова').json['state']['id'], 'asked', f'/question/{row}/one word opens it again')


def test_callback(backend, tap, organisation, row, phone):
    customer, staff = Person(backend, organisation), staff_of(backend, organisation)
    call = customer.file('callback', {'phone': phone, 'topic': 'order', 'when': 'soon'}).json
    tap.ok('Перезвоним' in call['promise']['text'], f'/callback/{row}/a promise within working time', call['promise'])
    missed = staff.act(staff.read(call), 'not_reached', {'note': 'Занято'}).json
    tap.ok(missed['state']['id'] == 'not_reached' and missed['due_at'], f'/callback/{row}/not reached: again within the hour')
    done = staff.act(missed, 'called', {'result': 'Записан на вторник'}).json
    tap.equal((done['state']['id'], shown(done)['Итог']), ('done', 'Записан на вторник'), f'/callback/{row}/the result is kept')
    given_up = customer.act(customer.file('callback', {'phone': phone, 'topic': 'order'}).json, 'cancel').json
    tap.equal(given_up['state']['id'], 'cancelled', f'/callback/{row}/or no longer wanted')


def test_missed_call(backend, tap):
    staff = staff_of(backend, 'autodoc')
    call = staff.file('callback', {'customer_phone': '+79139990000', 'phone': '+79139990000', 'topic': 'missed'}).json
    tap.ok(call['promise'] and call['customer'] == '+79139990000', '/callback/A-74/a number that found the line busy is called back', call)


def test_parts(backend, tap):
    customer, staff = Person(backend, 'east-motors'), staff_of(backend, 'east-motors')
    order = customer.file('parts_order', {'vehicle': 'other', 'vehicle_new': 'Geely Atlas', 'wanted': 'Фильтр масляный, 1\n\nКолодки, 1 комплект',
                                          'phone': '+375291112233'}).json
    tap.equal([line['title'] for line in order['lines']], ['Фильтр масляный, 1', 'Колодки, 1 комплект'], '/parts/E-15/each wanted part is a line')
    seen = staff.read(order)
    lines = [{'id': line['id'], 'group': 'Запчасти', 'title': line['title'], 'quantity': '1', 'unit': 'шт.',
              'price': {'minor': 4500, 'currency': 'BYN'}} for line in seen['lines']]
    offered = staff.act(seen, 'offer', lines=lines)
    tap.equal((offered.status, offered.json.get('state', {}).get('id'), offered.json.get('amount')),
              (200, 'offered', {'minor': 9000, 'currency': 'BYN'}), '/parts/E-15/the staff price them')
    mine = customer.read(order)
    accepted = customer.act(mine, 'accept', lines=[{'id': line['id'], 'accepted': n == 0} for n, line in enumerate(mine['lines'])]).json
    tap.equal((accepted['state']['id'], [line['decision']['accepted'] for line in accepted['lines']]), ('ordered', [True, False]),
              '/parts/E-15/the customer takes one of them')
    arrived = staff.act(staff.read(order), 'arrive').json
    tap.equal(staff.act(arrived, 'hand_over').json['state']['id'], 'handed', '/parts/E-15/handed over')


def test_review(backend, tap):
    customer, staff = Person(backend, 'east-motors'), staff_of(backend, 'east-motors')
    answer = customer.file('review', {'rating': 6, 'text': 'Хорошо', 'sign': 'name'}, direct=True)
    tap.equal(faults(answer), {'/values/rating': 'range'}, '/review/E-16/five stars at most')
    review = customer.file('review', {'rating': 5, 'text': 'Быстро и честно', 'sign': 'name'}).json
    tap.equal((shown(review)['Оценка'], said(review)), ('5/5', [('customer', 'Быстро и честно')]), '/review/E-16/a review with its stars')
    write(staff, review, 'Спасибо!')
    published = staff.act(staff.read(review), 'publish').json
    tap.equal(published['state']['id'], 'published', '/review/E-16/moderated')
    hidden = staff.act(published, 'hide', {'comment': 'Есть номер телефона'}).json
    tap.equal((hidden['timeline'][0]['text'], said(hidden)[0][1]), ('Есть номер телефона', 'Быстро и честно'),
              '/review/E-16/hidden with a reason, the text as first written stays')


def test_quick(backend, tap):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    quick = customer.file('quick_order', {'wanted': 'GDB1789, 1 компл.\nW 712/95, 2', 'phone': PHONE}).json
    promise = quick['promise']
    by = datetime.datetime.fromisoformat(promise['by'])
    tap.ok(by.hour <= 18 and by.isoweekday() <= 5, '/quick/A-47/a manager calls in working time', promise)
    late = by.replace(hour=20, minute=0)
    advance(backend, int((late - now_of(backend)).total_seconds()))
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    night = customer.form('quick_order').json['promise']
    tap.ok(night['from'][11:16] == '08:00' and night['by'][11:16] == '11:00' and 'с 08:00 до 11:00' in night['text'],
           '/quick/A-48/what comes at night is confirmed between 8 and 11', night)
    seen = staff.read(quick)
    lines = [{'id': line['id'], 'group': 'Товары', 'title': line['title'], 'quantity': '1', 'unit': 'шт.',
              'price': {'minor': 364000, 'currency': 'RUB'}} for line in seen['lines']]
    checked = staff.act(seen, 'check', lines=lines).json
    made = staff.act(checked, 'make_order').json
    order = customer.read(made['related'][0]['id'])
    tap.equal((made['state']['id'], order['type'], order['state']['id'], len(order['lines']), order['amount']['minor']),
              ('ordered', 'order', 'confirmed', 2, 728000), '/quick/A-46/a real order comes out of it')
    tap.equal(customer.read(quick)['actions'][0]['reason'], 'Заказ уже оформлен: откажитесь от него самого', '/quick/A-46/then it is closed, and says why')


SELECTION = {'make': 'Škoda', 'model': 'Octavia A7', 'engine': '1.4 TSI', 'year': 2021, 'wanted': 'Фильтр салона\nЩётки', 'phone': PHONE}


def test_selection(backend, tap):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    tap.equal(set(faults(customer.file('selection', {}))), {'/values/' + name for name in SELECTION}, '/selection/A-70/what must be told')
    tap.equal(faults(customer.file('selection', dict(SELECTION, vin='TMBЕG7NE0ЛО123456'))), {'/values/vin': 'vin_alphabet'},
              '/selection/A-66/a VIN with Cyrillic letters is told apart')
    wanted = customer.file('selection', SELECTION).json
    tap.equal((wanted['subject'], len(wanted['lines'])), ('Škoda Octavia A7, 2021: Фильтр салона Щётки', 2), '/selection/A-70/a list of wanted parts')
    seen = staff.read(wanted)
    lines = [{'id': line['id'], 'group': 'Запчасти', 'title': line['title'], 'quantity': '1', 'unit': 'шт.',
              'price': {'minor': 100000, 'currency': 'RUB'}} for line in seen['lines']]
    staff.act(seen, 'offer', lines=lines)
    mine = customer.read(wanted)
    ordered = customer.act(mine, 'order', lines=[{'id': line['id'], 'accepted': n == 1} for n, line in enumerate(mine['lines'])]).json
    order = customer.read(ordered['related'][0]['id'])
    tap.equal((ordered['state']['id'], [line['title'] for line in order['lines']], order['state']['id']), ('ordered', ['Щётки'], 'placed'),
              '/selection/A-70/answered part by part, the chosen ones are ordered')
    dictated = staff.file('selection', dict(SELECTION, customer_phone='+79137770000', customer_name='Иван', vin='TMBEG7NE0L0123456')).json
    tap.equal((dictated['customer'], shown(dictated)['VIN']), ('Иван', 'TMBEG7NE0L0123456'), '/selection/A-68/staff write down a VIN from the telephone')


def order_handed(backend, customer, staff):
    """An order on its way to the customer, through the staff's hands."""
    order = staff.find('33184950')
    for action, values in (('confirm', {}), ('take', None), ('ship', {'tracking': 'RA473124829RU', 'carrier': 'post'})):
        lines = [{'id': line['id']} for line in order['lines']] if action == 'take' else None
        answer = staff.act(order, action, values, lines=lines)
        assert answer.status == 200, answer
        order = answer.json
    return order


def test_delivery(backend, tap):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    order = order_handed(backend, customer, staff)
    parcel = customer.read(order)['shipments'][0]
    tap.equal((parcel['tracking_number'], parcel['carrier'], parcel['link'].endswith('RA473124829RU'), len(parcel['lines'])),
              ('RA473124829RU', 'Почта России', True, 3), '/delivery/A-57/the number is in the cabinet, with what is in the parcel')
    tap.ok(any('RA473124829RU' in text for text in sms_to(backend, 'autodoc', PHONE)), '/delivery/A-56/and comes by SMS')
    tap.equal([stage['stage'] for stage in parcel['stages']], ['registered'], '/delivery/A-58/its stage')
    tracked = staff.act(order, 'track', {'stage': 'on_way', 'words': 'Покинуло сортировочный центр'}).json
    stage = tracked['shipments'][0]['stages'][-1]
    tap.equal((stage['title'], stage['text']), ('В пути', 'Покинуло сортировочный центр'), '/delivery/A-49/the carrier’s own words stand below')
    tap.equal(tracked['state']['id'], 'transit', '/delivery/A-49/the order stays where it is')
    items = [{'at': now_of(backend).isoformat(), 'stage': 'at_point', 'text': 'Прибыло'}]
    path = f'/documents/{order["id"]}/shipments/{parcel["id"]}/stages'
    once = staff.ask('POST', path, {'items': items}).json
    twice = staff.ask('POST', path, {'items': items}).json
    tap.equal((len(once['shipments'][0]['stages']), len(twice['shipments'][0]['stages'])), (3, 3), '/delivery/A-49/imported, and once')
    tap.equal(customer.ask('POST', path, {'items': items}).problem, 'forbidden', '/delivery/A-49/by staff alone')
    tap.equal(faults(staff.ask('POST', path, {'items': [{'at': 'вчера', 'stage': 'at_point'}]})), {'/items/0/at': 'date'}, '/delivery/a stage has a time')
    tap.equal(faults(staff.ask('POST', path, {'items': [{'at': '2026-11-24T09:00:00+03:00', 'stage': 'moon'}]})), {'/items/0/stage': 'option'},
              '/delivery/and is one that is known')
    fixed = staff.act(twice, 'set_carrier', {'carrier': 'cdek'}).json
    tap.equal((fixed['shipments'][0]['carrier'], shown(fixed)['Перевозчик']), ('СДЭК', 'СДЭК'), '/delivery/A-55/the carrier is put right by hand')
    ready = staff.act(fixed, 'arrive').json
    tap.ok(any('готов' in text for text in sms_to(backend, 'autodoc', PHONE)), '/delivery/A-54/ready comes by SMS')
    handed = staff.act(ready, 'hand_over').json
    tap.equal((handed['state']['id'], handed['shipments'][0]['stages'][-1]['stage']), ('handed', 'handed'), '/delivery/A-21/to the end')
    return handed


def test_returns(backend, tap, order):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    young = customer.find('33182074')
    offers = {offer['type']: offer for offer in young['filings']}
    tap.equal((offers['return']['allowed'], offers['return']['reason']), (False, 'Можно оформить, когда заказ выдан'), '/returns/A-62/not before it is handed over, and why')
    tap.equal(customer.file('return', {}, origin=young['id']).problem, 'forbidden', '/returns/A-62/the server decides')
    tap.equal(customer.file('return', {}).problem, 'bad-request', '/returns/A-62/only out of an order')
    form = customer.form('return', order['id']).json
    tap.equal((form['about'], [line['quantity'] for line in form['lines']]), ('Заказ 33184950', ['1', '1', '1']), '/returns/A-62/the lines to choose from')
    line = form['lines'][0]['id']
    values = {'reason': 'mistake', 'state': 'sealed', 'refund': 'same'}
    tap.equal(faults(customer.file('return', values, order['id'])), {'/lines': 'required'}, '/returns/A-62/at least one')
    for quantity in ('0', '-1', '2', '1,0001', 'два'):
        answer = customer.file('return', values, order['id'], [{'id': line, 'quantity': quantity}])
        tap.equal(faults(answer), {'/lines/0/quantity': 'range'}, f'/returns/A-62/not {quantity} of it')
    tap.equal(faults(customer.file('return', values, order['id'], [{'id': line}, {'id': line}])), {'/lines/1/id': 'option'}, '/returns/A-62/not twice')
    photo = customer.upload().json['id']
    filed = customer.file('return', dict(values, photos=[photo]), order['id'], [{'id': line, 'quantity': '1'}]).json
    tap.equal((len(filed['lines']), filed['amount']['minor'], filed['related'][0]['number'], len(filed['files'])), (1, 89000, '33184950', 1),
              '/returns/A-62/a return with its reason, photo and sum')
    tap.equal([entry['id'] for entry in customer.form('return', order['id']).json['lines']].count(line), 0, '/returns/A-62/what is returned is not returned twice')
    withdrawn = customer.act(filed, 'withdraw').json
    tap.ok(line in [entry['id'] for entry in customer.form('return', order['id']).json['lines']], '/returns/A-62/unless it is taken back', withdrawn)
    again = customer.file('return', values, order['id'], [{'id': line}]).json
    taken = staff.act(staff.read(again), 'accept').json
    seen = staff.upload('осмотр.jpg').json['id']
    looked = staff.act(taken, 'inspect', {'verdict': 'Упаковка цела', 'photos': [seen]}).json
    tap.equal((shown(looked)['Заключение'], len(looked['files'])), ('Упаковка цела', 1), '/returns/A-62/the staff inspect it, with a photo')
    tap.equal(staff.act(looked, 'refund').json['state']['id'], 'refunded', '/returns/A-62/and refund')
    other = form['lines'][1]['id']
    exchange = customer.file('exchange', {'reason': 'wrong', 'wish': 'C 27 010', 'phone': PHONE}, order['id'], [{'id': other}]).json
    exchange = staff.act(staff.read(exchange), 'accept').json
    replaced = staff.act(exchange, 'replace').json
    tap.equal((replaced['state']['id'], len(replaced['related'])), ('sent', 2), '/returns/A-62/an exchange makes an order for the other part')


def test_warranty(backend, tap, order):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    line = order['lines'][2]['id']
    values = {'defect': 'Течёт', 'wish': 'replace', 'phone': PHONE}
    tap.equal(faults(customer.file('warranty', values, order['id'], [{'id': line}])), {'/values/photos': 'required'}, '/warranty/A-63/a photo is needed')
    claim = customer.file('warranty', dict(values, photos=[customer.upload().json['id']]), order['id'], [{'id': line}]).json
    accepted = staff.act(staff.read(claim), 'accept').json
    judged = staff.act(accepted, 'conclude', {'outcome': 'none', 'verdict': 'Механическое повреждение'}).json
    tap.equal((judged['state']['id'], shown(judged)['Решение']), ('verdict', 'Не гарантийный случай'), '/warranty/A-63/inspection and verdict')
    objected = customer.act(customer.read(claim), 'object', {'comment': 'Не согласен'}).json
    judged = staff.act(staff.read(objected), 'conclude', {'outcome': 'replace', 'verdict': 'Заводской брак'}).json
    tap.equal([shown(judged)['Решение'], sum(entry['label'] == 'Решение' for entry in judged['properties'])], ['Замена детали', 1],
              '/warranty/A-63/looked at once more, the last verdict stands')
    tap.equal(customer.act(customer.read(claim), 'agree').json['state']['id'], 'settled', '/warranty/A-63/settled')
    case = customer.file('mismatch', {'vin': 'TMBEG7NE0L0123456', 'says': 'Не те крепления', 'installed': 'no', 'phone': PHONE,
                                      'photos': [customer.upload().json['id']]}, order['id'], [{'id': line}]).json
    compared = staff.act(staff.read(case), 'compare', {'vin_check': 'ok', 'article_check': 'wrong', 'fit_check': 'ok', 'note': 'Не тот артикул'}).json
    tap.equal(compared['timeline'][0]['text'], 'VIN — совпадает; артикул — не тот; установка — верная. Не тот артикул',
              '/warranty/A-65/VIN, article and fitting are compared')
    tap.equal(staff.act(compared, 'our_fault').json['state']['id'], 'ours', '/warranty/A-65/and decided')


def test_installation(backend, tap, order):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    day = workday(backend, 2)
    filed = customer.file('installation', {'workshop': 'kyiv', 'vehicle': 'other', 'vehicle_new': 'Opel Astra', 'day': day, 'time_wish': 'morning', 'phone': PHONE},
                          order['id'], [{'id': order['lines'][0]['id']}]).json
    tap.equal((filed['subject'], filed['thing']), ('Установка: СТО Киев, ул. Бориспольская, 9', 'Opel Astra'), '/installation/A-61/booked at a workshop')
    offered = staff.act(staff.read(filed), 'offer_time', {'day': day, 'time': '11:00'}).json
    tap.equal(offered['appointment']['state'], 'offered', '/installation/A-61/another time is offered')
    agreed = customer.act(customer.read(filed), 'accept_time').json
    tap.equal((agreed['state']['id'], agreed['appointment']['state']), ('confirmed', 'agreed'), '/installation/A-61/agreed')
    tap.equal(staff.act(staff.read(filed), 'finish').json['state']['id'], 'done', '/installation/A-61/done')


def test_consumer(backend, tap):
    customer, staff = Person(backend, 'autodoc'), staff_of(backend, 'autodoc')
    complaint = customer.file('complaint', {'kind': 'complaint', 'text': 'Привезли не вовремя'}).json
    tap.ok(complaint['due_at'] and 'Ответим до' in complaint['promise']['text'], '/consumer/A-71/a complaint has a deadline', complaint['promise'])
    raised = staff.act(staff.read(complaint), 'escalate', {'note': 'Второй раз'}).json
    tap.equal(raised['state']['id'], 'escalated', '/consumer/A-71/it may go higher')
    tap.equal(write(staff, raised, 'Приносим извинения').json['state']['id'], 'answered', '/consumer/A-71/and is answered')
    tap.equal(set(faults(customer.file('comment', {}))), {'/values/name', '/values/email', '/values/text'}, '/consumer/A-79/starred fields are required')
    help_text = next(field for field in customer.form('comment').json['fields'] if field['name'] == 'email')['help']
    comment = customer.file('comment', {'name': 'Анна', 'email': 'a@example.org', 'text': 'Удобно'}).json
    tap.equal((help_text, staff.act(staff.read(comment), 'publish').json['state']['id']), ('Не публикуется', 'published'),
              '/consumer/A-79/the e-mail is not published; moderated')


def test_wholesale(backend, tap):
    customer, staff = Person(backend, 'santrek'), staff_of(backend, 'santrek')
    items = staff.ask('GET', '/documents?type=order&state=placed').json['items'] or staff.ask('GET', '/documents?type=order&state=confirmed').json['items']
    order = staff.read(items[0]['id'])
    for action, values in (('confirm', {}), ('assemble', {}), ('ship', {'tracking': '12-00345678901', 'carrier': 'dellin'}),
                           ('track', {'stage': 'on_way'}), ('deliver', {})):
        if action in staff.actions(order):
            order = staff.act(order, action, values).json
    tap.equal((order['state']['id'], [stage['stage'] for stage in order['shipments'][0]['stages']]), ('delivered', ['registered', 'on_way', 'handed']),
              '/wholesale/T-39/an order goes its way to the door')


def main():
    tap = Tap()
    with Backend(*OPTIONS, tap=tap) as backend:
        test_times(backend, tap)
        test_ask_back(backend, tap)
        test_question(backend, tap, 'east-motors', 'E-13', {'topic': 'service', 'text': 'Когда можно приехать?'})
        test_callback(backend, tap, 'east-motors', 'E-14', '+375291112233')
        test_parts(backend, tap)
        test_review(backend, tap)
        test_question(backend, tap, 'autodoc', 'A-22', {'topic': 'order', 'text': 'Где мой заказ?'})
        test_callback(backend, tap, 'autodoc', 'A-75', PHONE)
        test_missed_call(backend, tap)
        test_selection(backend, tap)
        order = test_delivery(backend, tap)
        test_returns(backend, tap, order)
        test_warranty(backend, tap, order)
        test_installation(backend, tap, order)
        test_consumer(backend, tap)
        test_question(backend, tap, 'priozernaya', 'H-39', {'topic': 'charges', 'text': 'Почему выросла сумма?'})
        test_question(backend, tap, 'santrek', 'T-40', {'topic': 'order', 'text': 'Где накладная?'})
        test_wholesale(backend, tap)
        test_quick(backend, tap)
    return tap.done()


sys.exit(main())
