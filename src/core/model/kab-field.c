/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-field.h"

static const KabMember kab_field_option_members[] = {
  { "value", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "note", KAB_MEMBER_STRING, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabFieldOption, kab_field_option)

KAB_GET_STRING (KabFieldOption, kab_field_option, value)
KAB_GET_STRING (KabFieldOption, kab_field_option, title)
KAB_GET_STRING (KabFieldOption, kab_field_option, note)

static const KabMember kab_field_condition_members[] = {
  { "field", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "equals", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabFieldCondition, kab_field_condition)

KAB_GET_STRING (KabFieldCondition, kab_field_condition, field)
KAB_GET_STRING (KabFieldCondition, kab_field_condition, equals)

static const KabMember kab_field_where_members[] = {
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabFieldWhere, kab_field_where)

KAB_GET_STRING (KabFieldWhere, kab_field_where, title)
KAB_GET_STRING (KabFieldWhere, kab_field_where, text)

static const KabMember kab_field_members[] = {
  { "name", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "kind", KAB_MEMBER_WORD, KAB_REQUIRED },
  { "label", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "help", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "required", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "prefix", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "mask", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "sample", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "pattern", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "pattern_text", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "min_length", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "max_length", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "rule", KAB_MEMBER_WORD, KAB_OPTIONAL },
  { "options", KAB_MEMBER_LIST, KAB_OPTIONAL, kab_field_option_get_type },
  { "when", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_field_condition_get_type },
  { "default", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "repeat_of", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "document", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "country", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "currency", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "min", KAB_MEMBER_DOUBLE, KAB_OPTIONAL },
  { "max", KAB_MEMBER_DOUBLE, KAB_OPTIONAL },
  { "accept", KAB_MEMBER_STRINGS, KAB_OPTIONAL },
  { "max_size", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "max_count", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "where", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_field_where_get_type },
  { "secret", KAB_MEMBER_BOOLEAN, KAB_OPTIONAL },
  { "placeholder", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "earliest", KAB_MEMBER_DATE, KAB_OPTIONAL },
  { "latest", KAB_MEMBER_DATE, KAB_OPTIONAL },
};

KAB_DEFINE_RECORD (KabField, kab_field)

KAB_GET_STRING (KabField, kab_field, name)
KAB_GET_STRING (KabField, kab_field, kind)
KAB_GET_STRING (KabField, kab_field, label)
KAB_GET_STRING (KabField, kab_field, help)
KAB_GET_BOOLEAN (KabField, kab_field, required)
KAB_GET_STRING (KabField, kab_field, prefix)
KAB_GET_STRING (KabField, kab_field, mask)
KAB_GET_STRING (KabField, kab_field, sample)
KAB_GET_STRING (KabField, kab_field, pattern)
KAB_GET_STRING (KabField, kab_field, pattern_text)
KAB_GET_INTEGER (KabField, kab_field, min_length)
KAB_GET_INTEGER (KabField, kab_field, max_length)
KAB_GET_STRING (KabField, kab_field, rule)
KAB_GET_LIST (KabField, kab_field, options)
KAB_GET_RECORD (KabField, kab_field, KabFieldCondition, when)
KAB_GET_STRING (KabField, kab_field, default)
KAB_GET_STRING (KabField, kab_field, repeat_of)
KAB_GET_STRING (KabField, kab_field, document)
KAB_GET_STRING (KabField, kab_field, country)
KAB_GET_STRING (KabField, kab_field, currency)
KAB_GET_DOUBLE (KabField, kab_field, min)
KAB_GET_DOUBLE (KabField, kab_field, max)
KAB_GET_STRINGS (KabField, kab_field, accept)
KAB_GET_INTEGER (KabField, kab_field, max_size)
KAB_GET_INTEGER (KabField, kab_field, max_count)
KAB_GET_RECORD (KabField, kab_field, KabFieldWhere, where)
KAB_GET_BOOLEAN (KabField, kab_field, secret)
KAB_GET_STRING (KabField, kab_field, placeholder)
KAB_GET_DATE (KabField, kab_field, earliest)
KAB_GET_DATE (KabField, kab_field, latest)
