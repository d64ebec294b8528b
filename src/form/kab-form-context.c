/* kab-form-context.c: what a form needs from its surroundings: legal texts, rules, captchas, the clock. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kab-form-context.h"

struct _KabFormContext
{
  GObject parent_instance;

  KabDescriptor *descriptor;
  KabFormCaptchaFunc captcha;
  gpointer captcha_data;
  GDestroyNotify captcha_destroy;
  KabFormClockFunc clock;
  gpointer clock_data;
  GDestroyNotify clock_destroy;
};

G_DEFINE_FINAL_TYPE (KabFormContext, kab_form_context, G_TYPE_OBJECT)

static void
drop_captcha (KabFormContext *self)
{
  if (self->captcha_destroy != NULL)
    self->captcha_destroy (self->captcha_data);
  self->captcha = NULL;
  self->captcha_data = NULL;
  self->captcha_destroy = NULL;
}

static void
drop_clock (KabFormContext *self)
{
  if (self->clock_destroy != NULL)
    self->clock_destroy (self->clock_data);
  self->clock = NULL;
  self->clock_data = NULL;
  self->clock_destroy = NULL;
}

static void
kab_form_context_dispose (GObject *object)
{
  KabFormContext *self = KAB_FORM_CONTEXT (object);

  drop_captcha (self);
  drop_clock (self);
  g_clear_object (&self->descriptor);
  G_OBJECT_CLASS (kab_form_context_parent_class)->dispose (object);
}

static void
kab_form_context_class_init (KabFormContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_form_context_dispose;
}

static void
kab_form_context_init (KabFormContext *self)
{
}

/**
 * kab_form_context_new:
 * @descriptor: (nullable): the organisation that asks
 *
 * Returns: (transfer full): surroundings without captchas, on the computer's own clock
 */
KabFormContext *
kab_form_context_new (KabDescriptor *descriptor)
{
  KabFormContext *self;

  g_return_val_if_fail (descriptor == NULL || KAB_IS_DESCRIPTOR (descriptor), NULL);

  self = g_object_new (KAB_TYPE_FORM_CONTEXT, NULL);
  g_set_object (&self->descriptor, descriptor);
  return self;
}

/**
 * kab_form_context_set_captcha_func:
 * @self: a #KabFormContext
 * @func: (nullable): brings a new captcha
 * @data: for @func
 * @destroy: (nullable): frees @data
 */
void
kab_form_context_set_captcha_func (KabFormContext *self,
                                   KabFormCaptchaFunc func,
                                   gpointer data,
                                   GDestroyNotify destroy)
{
  g_return_if_fail (KAB_IS_FORM_CONTEXT (self));

  drop_captcha (self);
  self->captcha = func;
  self->captcha_data = data;
  self->captcha_destroy = destroy;
}

/**
 * kab_form_context_load_captcha:
 * @self: a #KabFormContext
 *
 * Returns: (transfer full): resolves to a #KabCaptcha; rejects with %G_IO_ERROR_NOT_SUPPORTED if nobody
 *   brings any, or with what the network said
 */
DexFuture *
kab_form_context_load_captcha (KabFormContext *self)
{
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (self), NULL);

  if (self->captcha == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "nobody brings captchas here");
  return self->captcha (self->captcha_data);
}

/**
 * kab_form_context_set_clock_func:
 * @self: a #KabFormContext
 * @func: (nullable): tells the time
 * @data: for @func
 * @destroy: (nullable): frees @data
 */
void
kab_form_context_set_clock_func (KabFormContext *self,
                                 KabFormClockFunc func,
                                 gpointer data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (KAB_IS_FORM_CONTEXT (self));

  drop_clock (self);
  self->clock = func;
  self->clock_data = data;
  self->clock_destroy = destroy;
}

/**
 * kab_form_context_dup_now:
 * @self: a #KabFormContext
 *
 * Returns: (transfer full): the present time
 */
GDateTime *
kab_form_context_dup_now (KabFormContext *self)
{
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (self), NULL);

  return self->clock != NULL ? self->clock (self->clock_data) : g_date_time_new_now_local ();
}

/**
 * kab_form_context_get_password_rule:
 * @self: a #KabFormContext
 *
 * Returns: (transfer none) (nullable): what a password must be like
 */
KabPasswordRule *
kab_form_context_get_password_rule (KabFormContext *self)
{
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (self), NULL);

  return self->descriptor != NULL ? kab_descriptor_get_password (self->descriptor) : NULL;
}

/**
 * kab_form_context_dup_legal_text:
 * @self: a #KabFormContext
 * @id: (nullable): which text
 *
 * Returns: (transfer full) (nullable): the text; %NULL if the organisation has none of this id
 */
KabLegalText *
kab_form_context_dup_legal_text (KabFormContext *self, const char *id)
{
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (self), NULL);

  return self->descriptor != NULL && id != NULL ? kab_descriptor_dup_legal_text (self->descriptor, id) : NULL;
}

/**
 * kab_form_context_get_country:
 * @self: a #KabFormContext
 *
 * Returns: (nullable): the organisation's country, ISO 3166
 */
const char *
kab_form_context_get_country (KabFormContext *self)
{
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (self), NULL);

  return self->descriptor != NULL ? kab_descriptor_get_country (self->descriptor) : NULL;
}

/**
 * kab_form_context_get_currency:
 * @self: a #KabFormContext
 *
 * Returns: (nullable): the organisation's currency, ISO 4217
 */
const char *
kab_form_context_get_currency (KabFormContext *self)
{
  g_return_val_if_fail (KAB_IS_FORM_CONTEXT (self), NULL);

  return self->descriptor != NULL ? kab_descriptor_get_currency (self->descriptor) : NULL;
}
