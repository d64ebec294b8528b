/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-flow.h"

static const KabMember kab_advice_members[] = {
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },    { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_OPTIONAL },  { "after", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "value", KAB_MEMBER_STRING, KAB_OPTIONAL }, { "extension", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "uri", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabAdvice, kab_advice)

KAB_GET_STRING (KabAdvice, kab_advice, kind)
KAB_GET_STRING (KabAdvice, kab_advice, title)
KAB_GET_STRING (KabAdvice, kab_advice, text)
KAB_GET_INTEGER (KabAdvice, kab_advice, after)
KAB_GET_STRING (KabAdvice, kab_advice, value)
KAB_GET_STRING (KabAdvice, kab_advice, extension)
KAB_GET_STRING (KabAdvice, kab_advice, uri)

static const KabMember kab_property_members[] = {
  { "label", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "value", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabProperty, kab_property)

KAB_GET_STRING (KabProperty, kab_property, label)
KAB_GET_STRING (KabProperty, kab_property, value)

static const KabMember kab_step_action_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "suggested", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabStepAction, kab_step_action)

KAB_GET_STRING (KabStepAction, kab_step_action, id)
KAB_GET_STRING (KabStepAction, kab_step_action, title)
KAB_GET_BOOLEAN (KabStepAction, kab_step_action, suggested)

static const KabMember kab_confirmed_members[] = {
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "value", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabConfirmed, kab_confirmed)

KAB_GET_STRING (KabConfirmed, kab_confirmed, kind)
KAB_GET_STRING (KabConfirmed, kab_confirmed, value)

static const KabMember kab_captcha_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },     { "image", KAB_MEMBER_TEXT, KAB_REQUIRED },
  { "width", KAB_MEMBER_INTEGER, KAB_REQUIRED }, { "height", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "words", KAB_MEMBER_STRING, KAB_REQUIRED },  { "expires_at", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabCaptcha, kab_captcha)

KAB_GET_STRING (KabCaptcha, kab_captcha, id)
KAB_GET_STRING (KabCaptcha, kab_captcha, image)
KAB_GET_INTEGER (KabCaptcha, kab_captcha, width)
KAB_GET_INTEGER (KabCaptcha, kab_captcha, height)
KAB_GET_STRING (KabCaptcha, kab_captcha, words)
KAB_GET_DATE_TIME (KabCaptcha, kab_captcha, expires_at)

static const KabMember kab_step_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_TEXT, KAB_OPTIONAL },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "submit", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "can_go_back", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "back_to", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "fields", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_field_get_type },
  { "legal", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "busy_text", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "channel", KAB_MEMBER_WORD, KAB_OPTIONAL },
  { "target", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "length", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "sent_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "resend_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "expires_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "attempts_left", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "resend", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "delivery", KAB_MEMBER_WORD, KAB_OPTIONAL },
  { "advice", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_advice_get_type },
  { "poll_after", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "submitted_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "latest_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
  { "reference", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "properties", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_property_get_type },
  { "contact", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_contact_get_type },
  { "login", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "actions", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_step_action_get_type },
  { "ticket", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "reason", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "reason_title", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "correct", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabStep, kab_step)

KAB_GET_STRING (KabStep, kab_step, id)
KAB_GET_STRING (KabStep, kab_step, kind)
KAB_GET_STRING (KabStep, kab_step, title)
KAB_GET_STRING (KabStep, kab_step, text)
KAB_GET_STRING (KabStep, kab_step, note)
KAB_GET_STRING (KabStep, kab_step, submit)
KAB_GET_BOOLEAN (KabStep, kab_step, can_go_back)
KAB_GET_STRING (KabStep, kab_step, back_to)
KAB_GET_LIST (KabStep, kab_step, fields)
KAB_GET_STRINGS (KabStep, kab_step, legal)
KAB_GET_STRING (KabStep, kab_step, busy_text)
KAB_GET_STRING (KabStep, kab_step, channel)
KAB_GET_STRING (KabStep, kab_step, target)
KAB_GET_INTEGER (KabStep, kab_step, length)
KAB_GET_DATE_TIME (KabStep, kab_step, sent_at)
KAB_GET_DATE_TIME (KabStep, kab_step, resend_at)
KAB_GET_DATE_TIME (KabStep, kab_step, expires_at)
KAB_GET_INTEGER (KabStep, kab_step, attempts_left)
KAB_GET_STRING (KabStep, kab_step, resend)
KAB_GET_STRING (KabStep, kab_step, delivery)
KAB_GET_LIST (KabStep, kab_step, advice)
KAB_GET_INTEGER (KabStep, kab_step, poll_after)
KAB_GET_DATE_TIME (KabStep, kab_step, submitted_at)
KAB_GET_DATE_TIME (KabStep, kab_step, latest_at)
KAB_GET_STRING (KabStep, kab_step, reference)
KAB_GET_LIST (KabStep, kab_step, properties)
KAB_GET_RECORD (KabStep, kab_step, KabContact, contact)
KAB_GET_STRING (KabStep, kab_step, login)
KAB_GET_LIST (KabStep, kab_step, actions)
KAB_GET_STRING (KabStep, kab_step, ticket)
KAB_GET_STRING (KabStep, kab_step, reason)
KAB_GET_STRING (KabStep, kab_step, reason_title)
KAB_GET_STRING (KabStep, kab_step, correct)

static const KabMember kab_flow_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "flow", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "state", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "token", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "step_number", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "step_count", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "step", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_step_get_type },
  { "values", KAB_MEMBER_JSON, KAB_OPTIONAL },
  { "confirmed", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_confirmed_get_type },
  { "server_time", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "expires_at", KAB_MEMBER_DATE_TIME, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabFlow, kab_flow)

KAB_GET_STRING (KabFlow, kab_flow, id)
KAB_GET_STRING (KabFlow, kab_flow, flow)
KAB_GET_STRING (KabFlow, kab_flow, state)
KAB_GET_STRING (KabFlow, kab_flow, token)
KAB_GET_INTEGER (KabFlow, kab_flow, step_number)
KAB_GET_INTEGER (KabFlow, kab_flow, step_count)
KAB_GET_RECORD (KabFlow, kab_flow, KabStep, step)
KAB_GET_JSON (KabFlow, kab_flow, values)
KAB_GET_LIST (KabFlow, kab_flow, confirmed)
KAB_GET_DATE_TIME (KabFlow, kab_flow, server_time)
KAB_GET_DATE_TIME (KabFlow, kab_flow, expires_at)
