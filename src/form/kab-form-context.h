/* kab-form-context.h: what a form needs from its surroundings: legal texts, rules, captchas, the clock. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "kab-descriptor.h"

G_BEGIN_DECLS

#define KAB_TYPE_FORM_CONTEXT (kab_form_context_get_type ())
G_DECLARE_FINAL_TYPE (KabFormContext, kab_form_context, KAB, FORM_CONTEXT, GObject)

/* Resolves to a KabCaptcha. */
typedef DexFuture *(*KabFormCaptchaFunc) (gpointer data);
/* The present time, with the zone in which it is written down. */
typedef GDateTime *(*KabFormClockFunc) (gpointer data);

KabFormContext *kab_form_context_new (KabDescriptor *descriptor);

void kab_form_context_set_captcha_func (KabFormContext *self,
                                        KabFormCaptchaFunc func,
                                        gpointer data,
                                        GDestroyNotify destroy);
DexFuture *kab_form_context_load_captcha (KabFormContext *self) G_GNUC_WARN_UNUSED_RESULT;

void kab_form_context_set_clock_func (KabFormContext *self,
                                      KabFormClockFunc func,
                                      gpointer data,
                                      GDestroyNotify destroy);
GDateTime *kab_form_context_dup_now (KabFormContext *self);

KabPasswordRule *kab_form_context_get_password_rule (KabFormContext *self);
KabLegalText *kab_form_context_dup_legal_text (KabFormContext *self, const char *id);
const char *kab_form_context_get_country (KabFormContext *self);
const char *kab_form_context_get_currency (KabFormContext *self);

G_END_DECLS
