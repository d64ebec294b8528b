/* kab-field.h: one thing that a person is asked for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-record.h"

G_BEGIN_DECLS

/* One choice. */
#define KAB_TYPE_FIELD_OPTION (kab_field_option_get_type ())
G_DECLARE_FINAL_TYPE (KabFieldOption, kab_field_option, KAB, FIELD_OPTION, KabRecord)

const char *kab_field_option_get_value (KabFieldOption *self);
const char *kab_field_option_get_title (KabFieldOption *self);
const char *kab_field_option_get_note (KabFieldOption *self);

/* The field is shown while another one has this value. */
#define KAB_TYPE_FIELD_CONDITION (kab_field_condition_get_type ())
G_DECLARE_FINAL_TYPE (KabFieldCondition, kab_field_condition, KAB, FIELD_CONDITION, KabRecord)

const char *kab_field_condition_get_field (KabFieldCondition *self);  /* name of the other field */
const char *kab_field_condition_get_equals (KabFieldCondition *self); /* the value it must have */

/* Where a person finds what is asked for. */
#define KAB_TYPE_FIELD_WHERE (kab_field_where_get_type ())
G_DECLARE_FINAL_TYPE (KabFieldWhere, kab_field_where, KAB, FIELD_WHERE, KabRecord)

const char *kab_field_where_get_title (KabFieldWhere *self);
const char *kab_field_where_get_text (KabFieldWhere *self);

/* One thing that a person is asked for. */
#define KAB_TYPE_FIELD (kab_field_get_type ())
G_DECLARE_FINAL_TYPE (KabField, kab_field, KAB, FIELD, KabRecord)

const char *kab_field_get_name (KabField *self); /* member of the values */
const char *
kab_field_get_kind (KabField *self); /* text, email, phone…; an unknown one asks to update Kabinet */
const char *kab_field_get_label (KabField *self);
const char *kab_field_get_help (KabField *self); /* why it is asked */
gboolean kab_field_get_required (KabField *self);
const char *kab_field_get_prefix (KabField *self); /* what stands before the value, such as "+375" */
const char *kab_field_get_mask (KabField *self);
const char *kab_field_get_sample (KabField *self);
const char *kab_field_get_pattern (KabField *self);      /* regular expression that the value must match */
const char *kab_field_get_pattern_text (KabField *self); /* the pattern in words */
gint64 kab_field_get_min_length (KabField *self);        /* in characters */
gint64 kab_field_get_max_length (KabField *self);        /* in characters, 0 for no limit */
const char *
kab_field_get_rule (KabField *self); /* password, vin, inn, kpp, unp, edrpou, iban, s10, account */
GListModel *kab_field_get_options (KabField *self);     /* of KabFieldOption */
KabFieldCondition *kab_field_get_when (KabField *self); /* shown always if NULL */
const char *kab_field_get_default (KabField *self);
const char *kab_field_get_repeat_of (KabField *self); /* name of the field whose value must be typed again */
const char *kab_field_get_document (KabField *self);  /* id of the legal text of a consent or note */
const char *kab_field_get_country (KabField *self);   /* ISO 3166, of a phone */
const char *kab_field_get_currency (KabField *self);  /* ISO 4217, of an amount */
double kab_field_get_min (KabField *self);            /* use kab_record_has() to know whether it is given */
double kab_field_get_max (KabField *self);
const char *const *kab_field_get_accept (KabField *self); /* media types of a file */
gint64 kab_field_get_max_size (KabField *self);           /* bytes of a file, 0 for no limit */
gint64 kab_field_get_max_count (KabField *self);          /* number of files, 0 for no limit */
KabFieldWhere *kab_field_get_where (KabField *self);
gboolean kab_field_get_secret (KabField *self); /* never stored, never logged */
const char *kab_field_get_placeholder (KabField *self);
const GDate *kab_field_get_earliest (KabField *self); /* first day that may be chosen */
const GDate *kab_field_get_latest (KabField *self);

G_END_DECLS
