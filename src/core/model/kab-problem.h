/* kab-problem.h: what a server says when it cannot do what was asked (RFC 9457). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-contact.h"
#include "kab-flow.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* What is wrong with one value. */
#define KAB_TYPE_FIELD_ERROR (kab_field_error_get_type ())
G_DECLARE_FINAL_TYPE (KabFieldError, kab_field_error, KAB, FIELD_ERROR, KabRecord)

const char *
kab_field_error_get_pointer (KabFieldError *self); /* JSON pointer into the request, "/values/email" */
const char *kab_field_error_get_code (KabFieldError *self); /* see /FIELD ERROR CODES/ in the contract */
JsonNode *kab_field_error_get_params (KabFieldError *self); /* object: numbers and words for the text */

char *kab_field_error_dup_field (KabFieldError *self);
gint64 kab_field_error_get_number (KabFieldError *self, const char *param, gint64 fallback);
const char *kab_field_error_get_text (KabFieldError *self, const char *param);

/* Problem details. */
#define KAB_TYPE_PROBLEM (kab_problem_get_type ())
G_DECLARE_FINAL_TYPE (KabProblem, kab_problem, KAB, PROBLEM, KabRecord)

const char *
kab_problem_get_type_id (KabProblem *self); /* URI of the kind of problem; see kab_problem_get_name() */
const char *kab_problem_get_title (KabProblem *self);
gint64 kab_problem_get_status (KabProblem *self);
const char *kab_problem_get_detail (KabProblem *self);
const char *kab_problem_get_instance (KabProblem *self);
GListModel *kab_problem_get_errors (KabProblem *self); /* of KabFieldError */
gint64
kab_problem_get_attempts_left (KabProblem *self);      /* use kab_record_has() to know whether it is given */
const char *kab_problem_get_reason (KabProblem *self); /* why the account is blocked */
GDateTime *kab_problem_get_since (KabProblem *self);
KabContact *kab_problem_get_contact (KabProblem *self);
const char *
kab_problem_get_minimum (KabProblem *self); /* the oldest version of Kabinet that the server serves */
const char *kab_problem_get_scope (KabProblem *self);      /* what there were too many requests of */
KabCaptcha *kab_problem_get_captcha (KabProblem *self);    /* a new one, after a wrong answer */
gint64 kab_problem_get_retry_after (KabProblem *self);     /* seconds */
const char *kab_problem_get_request_id (KabProblem *self); /* to tell support */
const char *kab_problem_get_payment (KabProblem *self);    /* the one that is on its way already */

const char *kab_problem_get_name (KabProblem *self);

G_END_DECLS
