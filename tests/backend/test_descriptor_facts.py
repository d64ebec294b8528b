#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The descriptors hold what the organisations say of themselves, row by row; the five side by side (table 1.7)
and all their clocks (table 1.8)."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import Tap  # noqa: E402
from descriptors import load_all  # noqa: E402

DAY = 86400


def east(tap, e):
    """The car service centre."""
    field, form = e.field, e.step('form')
    mail = e.step('email_confirmation')
    tap.ok(e.data['person_kinds'] == ['natural', 'legal'] and field('unp')['rule'] == 'unp',
           'E-01 natural persons and legal entities, these with their UNP')
    tap.ok('уже проходили у нас обслуживание' in e.data['welcome'], 'E-02 speaks to returning customers')
    tap.ok('любому количеству автомобилей' in e.data['welcome'], 'no cap on vehicles')
    tap.ok(e.data['history_from'] == '2016-07-01' and 'с 1 июля 2016' in e.data['welcome'], 'E-04 history from 1 July 2016')
    tap.ok(e.data['sign_in']['register'] == 'Регистрация' and e.flow()['start'] == 'Регистрация', 'E-17 Registration button')
    tap.ok('На указанный в форме e-mail придёт запрос на подтверждение регистрации' in form['text'],
           'E-18 the form tells of the confirmation by mail')
    tap.ok([o['title'] for o in field('person_kind')['options']] == ['Физ. лицо', 'Юр. лицо'], 'E-19 natural or legal')
    tap.ok(field('email')['required'] and field('email')['kind'] == 'email', 'E-20 e-mail is required')
    tap.ok(field('password')['required'] and field('password')['kind'] == 'password', 'E-21 password is required')
    tap.ok(field('password_repeat')['required'] and field('password_repeat')['repeat_of'] == 'password',
           'E-22 password confirmation must match')
    tap.ok(e.password['min'] == 6 and e.password['text'] == 'Пароль должен быть не менее 6 символов длиной.',
           'E-23 at least 6 characters, said in the seed’s words')
    tap.ok(field('first_name')['required'] is False and field('first_name')['label'] == 'Имя', 'E-24 first name is optional')
    tap.ok(field('last_name')['required'] is False and field('last_name')['label'] == 'Фамилия', 'E-25 last name is optional')
    tap.ok(field('phone')['required'] and field('phone')['prefix'] == '+375', 'E-26 phone is required, +375 is in place')
    tap.ok('Красными звёздочками отмечены поля' in form['note'], 'E-28 red asterisks are explained')
    tap.ok(field('vehicle')['kind'] == 'vehicle' and not field('vehicle')['required'], 'E-29 the vehicle is optional')
    tap.ok('Не рекомендуется вносить при первичной регистрации' in field('vehicle_advice')['help'],
           'E-30 advice against the vehicle at sign-up')
    tap.ok('появится в личном кабинете автоматически' in field('vehicle_advice')['help']
           and 'adopt_history' in e.server['flows']['registration']['on_done'], 'E-31 a known vehicle appears by itself')
    tap.ok(field('captcha')['help'] == 'Защита от автоматической регистрации', 'E-32 captcha and its title')
    tap.ok(field('captcha')['label'] == 'Введите слово на картинке' and field('captcha')['required'],
           'E-33 the answer of the captcha is required')
    tap.ok(mail['kind'] == 'email_link' and e.kinds()[:2] == ['form', 'email_link'], 'E-35 a confirmation mail after the form')
    tap.ok('{link}' in mail['message']['text'] and '{code}' in mail['message']['text'], 'E-36 the mail has link and code')
    tap.ok('Кабинет откроется после подтверждения' in mail['note'], 'E-37 the cabinet opens after confirmation')
    tap.ok([k['title'] for k in e.data['document_types'] if not k.get('planned')][:2] == ['Заявка на ремонт', 'Заказ-наряд'],
           'E-46 the two document types of the picture come first')
    tap.ok([k['plural'] for k in e.data['document_types'] if k.get('planned')] == ['Плановое ТО'], 'E-39 planned maintenance')
    tap.ok(e.document_type('repair_request')['number_sample'] == '1000016317'
           and e.document_type('work_order')['number_sample'] == 'ИСТ0001688', 'E-47 the numbers’ shapes')
    tap.ok(e.data['date_seconds'], 'E-48 dates carry seconds')
    tap.ok(e.data['currency'] == 'BYN', 'E-49 amounts are BYN')
    states = e.document_type('repair_request')['states']
    tap.ok(states[0] == {'id': 'filed', 'title': 'Подана', 'tone': 'neutral'}
           and {'Подтверждена', 'Закрыта'} <= set(e.state_titles('repair_request')), 'E-50 filed, confirmed, closed')
    mails = [c for c in e.data['contacts'] if c['kind'] == 'email']
    tap.ok(mails[0]['value'] == 'info@east-motors.by', 'E-52 questions by mail')
    phones = [c for c in e.data['contacts'] if c['kind'] == 'phone']
    tap.ok(phones and all('calendar' in c for c in phones), 'E-53 phones with hours')


def waste(tap, s):
    """The waste utility."""
    code, done, link = s.step('email_code'), s.step('done'), s.flow('link_account')
    tap.ok(s.field('email')['kind'] == 'email' and s.field('email')['required'], 'S-01 e-mail is asked for')
    tap.ok(s.data['sign_in']['logins'] == ['email'] and 'логин' in s.field('email')['help'], 'S-02 the e-mail is the login')
    tap.ok(s.password['alphabet'] == 'latin_digits' and s.password['require'] == [], 'S-03 English letters and digits')
    tap.ok((s.password['min'], s.password['max']) == (5, 10), 'S-04 5 to 10 characters')
    tap.ok(s.data['sign_in']['tabs'] and s.data['sign_in']['title'] == 'Вход' and s.data['sign_in']['register'] == 'Регистрация',
           'S-05 two tabs')
    tap.ok('полный доступ ко всем функциям' in s.flow()['lead'], 'S-06 full access to all functions')
    tap.ok([f['name'] for f in s.fields()] == ['email', 'password'], 'S-07 only e-mail and password')
    tap.ok('Дополнительные данные вы сможете заполнить' in s.step('form')['note'], 'S-08 further data later')
    tap.ok(code['channel'] == 'email' and '{code}' in code['message']['text'], 'S-09 a mail with a code')
    tap.ok(code['kind'] == 'code' and 'ввести в форму ниже' in code['text'], 'S-10 the code is typed into a field')
    tap.ok(done['text'].startswith('Вы успешно зарегистрированы в Системе. Для Вас создан Личный кабинет!'),
           'S-11 success in the seed’s words')
    tap.ok(done['actions'][0]['id'] == 'link_account' and done['actions'][0]['suggested']
           and 'подключить к нему Ваши лицевые счета' in done['text'], 'S-12 leads to the linking of accounts')
    tap.ok(s.data['name'] == 'Спецавтохозяйство' and s.data['legal_name'] == 'АО «Спецавтохозяйство»', 'S-14 the name')
    titles = s.data['section_titles']
    tap.ok([titles[k] for k in ('information', 'balance', 'receipts')] == ['Информация', 'Начисления и платежи', 'Квитанции'],
           'S-18 navigation in the seed’s words')
    tap.ok(link['title'] == 'Добавить лицевой счёт', 'S-19 title of the linking page')
    number, amount = s.field('account_number', 'link_account'), s.field('amount', 'link_account')
    tap.ok(number['label'] == 'Номер лицевого счёта' and number['where']['text'], 'S-20 account number, and where it is')
    tap.ok(amount['label'] == 'Сумма из квитанции' and amount['kind'] == 'money' and amount['where']['text'],
           'S-21 amount from the receipt, and where it is')
    step = s.step('account', 'link_account')
    tap.ok(step['submit'] == 'Привязать', 'S-22 button')
    tap.ok(step['check'] == {'name': 'account_amount', 'attempts': 5, 'window': DAY}, 'S-26 attempts are limited')
    last = s.step('done', 'link_account')
    tap.ok(last['title'] == 'Поздравляем!' and last['text'].startswith('Все шаги пройдены'), 'S-27 closing message')
    tap.ok(any(a['id'] == 'link_account' for a in last['actions']), 'S-28 one more account can follow')
    tap.ok(re.fullmatch(number['pattern'], '123543566') and number['sample'] == '123543566', 'S-36 nine digits')


def housing(tap, h):
    """The housing company."""
    person, password, review = h.step('person'), h.step('password'), h.step('review')
    code, legal = h.step('phone_code'), {text['id']: text['text'] for text in h.data['legal']}
    field = h.field
    tap.ok('счёта-квитанции' in h.flow()['lead'] and 'верхней части' in field('account_number')['where']['text'],
           'H-01 where the account number is')
    issued = h.server['flows']['recovery']
    tap.ok(issued['password'] == 'issued' and '{password}' in issued['password_message']['text']
           and h.server['flows']['registration']['password'] == 'chosen', 'H-02 a password may be issued by SMS')
    tap.ok('Запишите' in issued['password_message']['text'], 'H-03 write the password down')
    tap.ok(h.flow()['start'] == 'Регистрация', 'H-04 the way in')
    tap.ok(h.flow()['title'] == 'Заявка на регистрацию', 'H-05 title')
    tap.ok(field('full_name')['required'] and 'идентификации ответственного квартиросъёмщика' in field('full_name')['help'],
           'H-06 full name in one field, and why')
    tap.ok(field('account_number')['required'] and 'системы начислений' in field('account_number')['help'],
           'H-07 account number, and why')
    tap.ok(field('phone')['required'] and 'восстановить пароль' in field('phone')['help'], 'H-08 phone, and why')
    tap.ok('На данный номер вам будет направлен код для подтверждения регистрации' in field('phone')['help'],
           'H-09 the note under the phone')
    tap.ok(field('phone')['sample'] == '8-123-456-7896' and field('phone')['mask'] == '8-###-###-####', 'H-10 shape of the phone')
    tap.ok(field('email')['required'] and 'взаимодействия с администрацией' in field('email')['help'], 'H-11 e-mail, and why')
    tap.ok(field('password')['required'] and 'конфиденциальность' in field('password')['help'], 'H-12 password, and why')
    tap.ok(field('password_repeat')['label'] == 'Пароль (повторно)' and field('password_repeat')['repeat_of'] == 'password',
           'H-13 password again')
    tap.ok(h.password['text'] == 'Пароль должен состоять из цифр и букв латинского алфавита. Длина пароля не менее 7 символов.',
           'H-14 the rule in the seed’s words')
    tap.ok(all(f.get('help') for f in person['fields']), 'H-15 each field says why it is asked')
    tap.ok('необходимо запомнить или записать' in password['note'], 'H-16 remember the password')
    tap.ok(field('captcha')['kind'] == 'captcha' and field('captcha')['required'], 'H-17 captcha')
    tap.ok('автоматических программ' in field('captcha')['help'], 'H-18 why there is a captcha')
    tap.ok('обновите её: заполненные поля сохранятся' in field('captcha')['help'], 'H-19 a new picture keeps the form')
    tap.ok(password['legal'] == ['privacy', 'consent'] and len(legal['privacy']) > 2000, 'H-20 the privacy provision is shown')
    tap.ok('27 июля 2006 г. N 152-ФЗ' in legal['privacy'] and 'Приозёрная' in legal['privacy'], 'H-21 names company and law')
    tap.ok(all(word in legal['privacy'] for word in ('фамилию, имя, отчество', 'e-mail', 'телефона', 'регион;', 'город;',
                                                     'организацию;', 'другие данные')), 'H-22 lists the data')
    ticks = [f for f in h.fields() if f['kind'] == 'consent']
    tap.ok(ticks[0]['label'] == 'Настоящее положение принимаю', 'H-23 the tick')
    tap.ok([f['document'] for f in ticks] == ['privacy', 'consent'] and all(f['required'] for f in ticks),
           'H-24 both ticks gate the button; consent is a document of its own')
    tap.ok(password['submit'] == 'Отправить заявку', 'H-25 button')
    tap.ok(password['busy_text'] == 'Проверка данных…', 'H-26 Checking data…')
    tap.ok(review['note'] == 'Заявка на регистрацию отправлена', 'H-27 the application has been sent')
    tap.ok('от нескольких минут до трёх суток' in review['text'] and 'до трёх суток' in code['note']
           and review['within'] == 3 * DAY, 'H-28 up to three days, also beside the code')
    tap.ok('Программу можно закрыть' in review['text'] and h.server['flows']['registration']['lifetime'] > 3 * DAY,
           'H-29 waiting outlives the program')
    tap.ok(code['channel'] == 'sms' and h.kinds().index('code') == h.kinds().index('review') + 1, 'H-30 SMS after the check')
    tap.ok(code['title'] == 'Код подтверждения', 'H-31 Confirmation code')
    tap.ok(code['submit'] == 'Отправить заявку', 'H-32 the same button')
    tap.ok(h.kinds().index('done') > h.kinds().index('code'), 'H-33 complete only after the code')
    rejected = h.step('rejected')
    reject = next(a for a in h.server['documents']['application']['actions'] if a['id'] == 'reject')
    tap.ok(rejected['correct'] == 'Исправить заявку' and rejected['back_to'] == 'person'
           and [f['kind'] for f in reject['fields']] == ['choice', 'text'], 'H-34 rejected with a reason, can be corrected')
    tap.ok(issued['identify'] == ['phone'] and h.step('phone_code', 'recovery')['channel'] == 'sms', 'H-35 recovery by phone')


def parts(tap, a):
    """The parts shop."""
    field = a.field
    tap.ok('персональный менеджер' in a.data['welcome'] and len(a.server['managers']) > 1, 'A-04 a personal manager')
    tap.ok('контролирует доставку' in a.data['welcome'], 'A-05 what the manager does')
    tap.ok(a.data['sign_in']['title'] == 'Личный кабинет' and a.data['sign_in']['register'] == 'Регистрация',
           'A-06 registration inside the sign-in')
    tap.ok([o['value'] for o in field('person_kind')['options']] == ['natural', 'legal']
           and field('person_kind')['label'] == 'Категория клиента', 'A-07 category')
    tap.ok(field('company_name')['when']['equals'] == 'legal' and field('inn')['rule'] == 'inn'
           and field('kpp')['rule'] == 'kpp' and field('edrpou')['rule'] == 'edrpou', 'A-08 fields by category')
    legal = {text['id']: text['text'] for text in a.data['legal']}
    tap.ok(field('offer')['document'] == 'offer' and 'оферт' in legal['offer'] and field('consent')['document'] == 'consent',
           'A-09 the offer, and consent apart from it')
    tap.ok(a.step('form')['submit'] == 'Зарегистрироваться', 'A-10 button')
    tap.ok(a.step('activation')['kind'] == 'email_link' and '{link}' in a.step('activation')['message']['text'],
           'A-11 a mail with an activation link')
    tap.ok(a.data['sign_in']['login_label'] == 'Логин или телефон' and a.data['sign_in']['logins'] == ['login', 'phone'],
           'A-12 login or phone')
    tap.ok(a.data['sign_in']['submit'] == 'Войти', 'A-13 button')
    tap.ok(a.data['sign_in']['remember'], 'A-14 remembering')
    tap.ok(a.data['sign_in']['recover'] == 'Восстановить пароль?', 'A-15 link')
    tap.ok(field('email', 'recovery')['required'], 'A-16 e-mail field')
    tap.ok('Антибот' in field('captcha', 'recovery')['help'], 'A-17 anti-bot check')
    tap.ok(a.step('who', 'recovery')['submit'] == 'Отправить', 'A-18 button')
    tap.ok('Что сделать' in a.step('instruction', 'recovery')['message']['text'], 'A-19 a mail with instructions')
    tap.ok('двух часов' in legal['offer'], 'two hours to confirm an order')
    tap.ok('с 8:00 до 11:00' in legal['offer'], 'night orders the next morning')
    tap.ok('24 до 48 часов' in legal['offer'], '24–48 hours for a payment')
    tap.ok('не взимает дополнительных комиссий' in legal['offer'], 'no commission')
    tap.ok('от двух часов до двух суток' in legal['offer'], 'two hours to two days')
    cancel = next(x for x in a.server['documents']['order']['actions'] if x['id'] == 'cancel')
    tap.ok('supplier' not in cancel['from'] and 'поставщик' in cancel['reasons']['supplier'],
           'A-50 giving up an item ends with the supplier, and says so')
    quality = [c for c in a.data['contacts'] if c['label'] == 'Служба контроля качества']
    tap.ok(len(quality) == 3 and all(c['calendar']['week'] == [{'days': [1, 2, 3, 4, 5], 'from': '09:00', 'to': '18:00'}]
                                     for c in quality), 'A-72 three phones, working days 9:00–18:00')
    tap.ok(any(c['value'] == 'order@autodoc.ua' and c['note'] == 'В любое время' for c in a.data['contacts']
               if c['kind'] == 'email'), 'A-73 mail at any time')
    tap.ok(any(c['value'] == '+7 (800) 777-99-80' for c in a.data['contacts']), 'A-76 support phone')


def wizard(tap, t):
    """The ordering site with six windows."""
    sms, mail, finish, done = t.step('phone_code'), t.step('email_code'), t.step('finish'), t.step('done')
    tap.ok('Для создания заказов через сайт необходимо зарегистрироваться' in t.flow()['lead'], 'T-01 orders need a cabinet')
    tap.ok(t.flow()['duration'] == '3–5 минут', 'T-02 3–5 minutes')
    tap.ok(t.data['person_kinds'] == ['natural'] and 'как физическое лицо' in t.flow()['lead']
           and 'до конца' in t.flow()['lead'], 'T-03 natural persons, to the end')
    tap.ok(t.data['welcome'].startswith('Добро пожаловать на обновлённый сайт «Сантрек»!'), 'T-04 welcome')
    tap.ok(t.data['sign_in']['title'] == 'Войти в личный кабинет', 'T-05 sign-in window')
    tap.ok(t.data['sign_in']['register'] == 'Или зарегистрироваться', 'T-06 button')
    tap.ok(t.step('phone')['title'] == 'Зарегистрироваться' and t.field('phone')['label'] == 'Телефон', 'T-07 phone window')
    tap.ok(t.field('phone')['prefix'] == '+7' and t.field('phone')['mask'].count('#') == 10
           and 'без «восьмёрки»' in t.field('phone')['help'], 'T-08 ten digits without the eight')
    tap.ok(sms['title'] == 'Подтвердите номер телефона', 'T-09 confirmation window')
    tap.ok(sms['channel'] == 'sms' and '{code}' in sms['message']['text'], 'T-10 SMS with a code')
    tap.ok(sms['kind'] == 'code', 'T-11 code field')
    tap.ok(sms['resend_after'] == 120 and sms['resend'] == 'Получить новый код' and 'в течение 2 минут' in sms['note'],
           'T-12 a new code after two minutes')
    tap.ok([a['kind'] for a in sms['advice']] == ['target', 'resend', 'chat', 'phone']
           and sms['advice'][3]['value'] == '8 (800) 234-58-56' and sms['advice'][3]['extension'] == '200'
           and sms['advice'][3]['uri'] == 'tel:+78002345856;ext=200', 'T-13 then chat, or the phone with extension')
    tap.ok(t.step('email')['title'] == 'Введите email', 'T-14 e-mail window')
    tap.ok(t.step('email')['submit'] == 'Далее' and t.field('email')['kind'] == 'email', 'T-15 field and button')
    tap.ok('Без пробелов' in t.field('email')['help'], 'T-17 no spaces around the address')
    tap.ok(mail['title'] == 'Подтвердите Email' and mail['channel'] == 'email', 'T-18 mail with a code')
    tap.ok('скопируйте код' in mail['text'], 'T-19 the code is copied')
    advice = {a['kind']: a for a in mail['advice']}
    tap.ok(advice['spam']['after'] == 1200, 'T-20 spam after 20 minutes')
    tap.ok([a['kind'] for a in mail['advice']][:3] == ['spam', 'spelling', 'resend'], 'T-21 then the spelling')
    tap.ok(mail['resend'] == 'Получить новый код', 'T-22 a new code for the mail')
    tap.ok([a['kind'] for a in mail['advice']][3:] == ['chat', 'phone'] and advice['phone']['extension'] == '200',
           'T-23 then chat or phone')
    tap.ok(finish['title'] == 'Завершение регистрации', 'T-24 last form')
    tap.ok(t.field('first_name')['required'], 'T-25 first name')
    tap.ok(t.field('last_name')['required'], 'T-26 last name')
    tap.ok(t.field('password')['required'], 'T-27 password')
    tap.ok(t.password['alphabet'] == 'latin_digits', 'T-28 English letters')
    tap.ok(t.password['require'] == ['digit'], 'T-29 at least one digit')
    tap.ok(all(sign in t.password['forbid'] for sign in '()!,*/#№_ '), 'T-30 what may not be in it')
    tap.ok('значок глаза' in finish['note'], 'T-31 the eye is explained')
    tap.ok(finish['submit'] == 'Готово', 'T-34 button')
    tap.ok(done['title'] == 'Успешно', 'T-35 success')
    tap.ok({'id': 'home', 'title': 'На главную', 'suggested': False} in done['actions'], 'T-36 to the main page')
    tap.ok({'id': 'cabinet', 'title': 'В личный кабинет', 'suggested': True} in done['actions'], 'T-37 to the cabinet')
    tap.ok('можно продолжить с того же места' in t.step('phone')['note'], 'T-38 steps survive closing (decision 7)')
    tap.ok(any(c['kind'] == 'chat' for c in t.data['contacts']), 'T-40 support chat')


# Table 1.7: shape, person kinds, password twice, captcha, consents, phone country, currency, login, staff gate.
SIDE_BY_SIDE = {
    'E': (['form', 'email_link', 'done'], ['natural', 'legal'], True, ['registration'], [], 'BY', 'BYN', 'email'),
    'S': (['form', 'code', 'done'], ['natural'], False, [], [], None, 'RUB', 'email'),
    'H': (['form', 'form', 'review', 'code', 'rejected', 'done'], ['natural'], True, ['registration'],
          ['privacy', 'consent'], 'RU', 'RUB', 'phone'),
    'A': (['form', 'email_link', 'done'], ['natural', 'legal'], False, ['recovery'], ['offer', 'consent'], 'RU', 'RUB', 'login'),
    'T': (['form', 'code', 'form', 'code', 'form', 'done'], ['natural'], False, [], [], 'RU', 'RUB', 'phone'),
}
PASSWORDS = {
    'E': (['пароль', 'a b c!'], ['12345']),
    'S': (['abcde', '12345', 'a1b2c3d4e5'], ['abcd', 'abcdefghijk', 'abc de', 'пароль1']),
    'H': (['abc1234'], ['abcdefg', '1234567', 'abc123', 'абв1234']),
    'T': (['a1'], ['abc', 'a 1', 'a1!', 'a_1', 'a№1']),
}


def side_by_side(tap, letters):
    for letter, (kinds, persons, twice, captcha, consents, country, currency, login) in SIDE_BY_SIDE.items():
        o = letters[letter]
        phones = [f['country'] for f in o.fields() if f['kind'] == 'phone']
        found = (o.kinds(), o.data['person_kinds'], o.has_field('password_repeat'),
                 [name for name in ('registration', 'recovery') if any(f['kind'] == 'captcha' for f in o.fields(name))],
                 [f['document'] for f in o.fields() if f['kind'] == 'consent'], phones[0] if phones else None,
                 o.data['currency'], next(iter(o.server['flows']['registration']['login'])))
        tap.equal(found, SIDE_BY_SIDE[letter], f'table 1.7: {letter}')
    tap.equal([f['country'] for f in letters['A'].fields() if f['kind'] == 'phone'], ['RU', 'UA'],
              'table 1.7: A takes +7 and +380')
    for letter, (good, bad) in PASSWORDS.items():
        o = letters[letter]
        tap.equal([o.accepts(word) for word in good + bad], [True] * len(good) + [False] * len(bad),
                  f'table 1.7: passwords of {letter}')


def clocks(tap, letters):
    e, s, h, a, t = (letters[letter] for letter in 'ESHAT')
    resends = {letter: [step['resend_after'] for step in o.steps() if 'resend_after' in step] for letter, o in letters.items()}
    tap.equal(resends['T'], [120, 1200], 'table 1.8: SMS again after 2 minutes, mail after 20')
    tap.ok(t.step('email_code')['lifetime'] > 2400, 'table 1.8: the mailed code outlives the whole ladder')
    tap.equal(h.step('review')['within'], 259200, 'table 1.8: three days for an application')
    zones = {letter: o.data['time_zone'] for letter, o in letters.items()}
    tap.equal(zones, {'E': 'Europe/Minsk', 'S': 'Europe/Moscow', 'H': 'Europe/Moscow', 'A': 'Europe/Moscow',
                      'T': 'Europe/Moscow'}, 'table 1.8: every promise has its zone')
    tap.ok(all(o.data['calendar']['week'] and o.data['calendar']['holidays'] for o in letters.values()),
           'table 1.8: every organisation has a working calendar')
    tap.equal(a.data['calendar']['week'], [{'days': [1, 2, 3, 4, 5], 'from': '09:00', 'to': '18:00'}],
              'table 1.8: working days 9:00–18:00')
    tap.ok(e.data['history_from'] == '2016-07-01', 'table 1.8: since 1 July 2016')
    tap.ok(s.server['receipts']['issued_day'] and h.server['receipts']['issued_day'], 'table 1.8: monthly receipts')


def main():
    tap = Tap()
    letters, _files = load_all()
    for function, letter in ((east, 'E'), (waste, 'S'), (housing, 'H'), (parts, 'A'), (wizard, 'T')):
        function(tap, letters[letter])
    side_by_side(tap, letters)
    clocks(tap, letters)
    return tap.done()


sys.exit(main())
