/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-payment-qr.h"

#include "kab-numbers.h"
#include "kab-text.h"

#define HEAD_LENGTH 8
#define MAX_REQUIRED_BYTES 300
#define MAX_BYTES 16384

/* A payment code: its fields by their names, in the charset UTF-8 whatever they came in. Reading takes
 * what others write: any order, any separator, names in any case. Writing keeps every rule. */
struct _KabPaymentQr
{
  GObject parent_instance;

  GPtrArray *fields; /* of Field, in their order */
};

typedef struct
{
  char *name;
  char *value;
} Field;

/* The fields that have a rule. The required ones come first, in the order of the standard. */
static const struct
{
  const char *name;
  glong max;
  gboolean required;
} rules[] = {
  { "Name", 160, TRUE },     { "PersonalAcc", 20, TRUE },  { "BankName", 45, TRUE },
  { "BIC", 9, TRUE },        { "CorrespAcc", 20, TRUE },   { "Sum", 18, FALSE },
  { "Purpose", 160, FALSE }, { "PayeeINN", 12, FALSE },    { "PayerINN", 12, FALSE },
  { "KPP", 9, FALSE },       { "DrawerStatus", 2, FALSE }, { "CBC", 20, FALSE },
  { "OKTMO", 11, FALSE },    { "PaytReason", 2, FALSE },   { "TaxPeriod", 10, FALSE },
  { "DocNo", 15, FALSE },    { "DocDate", 10, FALSE },     { "TaxPaytKind", 2, FALSE },
};

#define N_REQUIRED 5

G_DEFINE_FINAL_TYPE (KabPaymentQr, kab_payment_qr, G_TYPE_OBJECT)
G_DEFINE_QUARK (kab-payment-qr-error-quark, kab_payment_qr_error)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static Field *
find_field (KabPaymentQr *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (g_ascii_strcasecmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}

static void
kab_payment_qr_finalize (GObject *object)
{
  KabPaymentQr *self = KAB_PAYMENT_QR (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  G_OBJECT_CLASS (kab_payment_qr_parent_class)->finalize (object);
}

static void
kab_payment_qr_class_init (KabPaymentQrClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_payment_qr_finalize;
}

static void
kab_payment_qr_init (KabPaymentQr *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
}

/**
 * kab_payment_qr_new:
 *
 * Returns: (transfer full): a payment code without fields
 */
KabPaymentQr *
kab_payment_qr_new (void)
{
  return g_object_new (KAB_TYPE_PAYMENT_QR, NULL);
}

/**
 * kab_payment_qr_get:
 * @self: a payment code
 * @name: name of a field, in any case
 *
 * Returns: (nullable) (transfer none): its value
 */
const char *
kab_payment_qr_get (KabPaymentQr *self, const char *name)
{
  const Field *field;

  g_return_val_if_fail (KAB_IS_PAYMENT_QR (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  field = find_field (self, name);
  return field != NULL ? field->value : NULL;
}

/**
 * kab_payment_qr_set:
 * @self: a payment code
 * @name: name of a field, as the standard writes it
 * @value: (nullable): its value, NULL or empty to leave the field out
 *
 * Sets a field. What cannot be in a code is turned into what can: the separator into a slash, line
 * ends and tabs into spaces.
 */
void
kab_payment_qr_set (KabPaymentQr *self, const char *name, const char *value)
{
  Field *field;

  g_return_if_fail (KAB_IS_PAYMENT_QR (self));
  g_return_if_fail (name != NULL);

  field = find_field (self, name);
  if (value == NULL || *value == '\0')
    {
      if (field != NULL)
        g_ptr_array_remove (self->fields, field);
      return;
    }
  if (field == NULL)
    {
      field = g_new0 (Field, 1);
      field->name = g_strdup (name);
      g_ptr_array_add (self->fields, field);
    }
  g_free (field->value);
  field->value = g_strdelimit (kab_text_strip_invisible (value), "|", '/');
}

/**
 * kab_payment_qr_dup_sum:
 * @self: a payment code
 *
 * Returns: (nullable) (transfer full): what is to pay; NULL if the code leaves it open or writes it
 *   against the standard
 */
KabMoney *
kab_payment_qr_dup_sum (KabPaymentQr *self)
{
  const char *sum;

  g_return_val_if_fail (KAB_IS_PAYMENT_QR (self), NULL);

  sum = kab_payment_qr_get (self, "Sum");
  if (sum == NULL || strlen (sum) > 18 || strspn (sum, "0123456789") != strlen (sum))
    return NULL;
  return kab_money_new (g_ascii_strtoll (sum, NULL, 10), "RUB");
}

/**
 * kab_payment_qr_set_sum:
 * @self: a payment code
 * @sum: what is to pay
 *
 * Returns: whether @sum can be paid so: in roubles and more than nothing
 */
gboolean
kab_payment_qr_set_sum (KabPaymentQr *self, const KabMoney *sum)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (KAB_IS_PAYMENT_QR (self), FALSE);
  g_return_val_if_fail (sum != NULL, FALSE);

  if (strcmp (sum->currency, "RUB") != 0 || sum->minor <= 0)
    return FALSE;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, sum->minor);
  kab_payment_qr_set (self, "Sum", text);
  return TRUE;
}

static const char *
find_charset (char digit)
{
  static const char *const charsets[] = { "WINDOWS-1251", "UTF-8", "KOI8-R" };

  return digit >= '1' && digit <= '3' ? charsets[digit - '1'] : NULL;
}

/* Cuts "Name=value" pairs at @separator into the fields of @self. */
static gboolean
read_fields (KabPaymentQr *self, const char *text, const char *separator, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (text, separator, -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *value = strchr (pairs[i], '=');

      if (*pairs[i] == '\0')
        continue;
      if (value == NULL || value == pairs[i])
        {
          g_set_error (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_SYNTAX, "field %u has no name",
                       i + 1);
          return FALSE;
        }
      *value++ = '\0';
      /* Of a field that is there twice the first counts. */
      if (kab_payment_qr_get (self, pairs[i]) == NULL)
        kab_payment_qr_set (self, pairs[i], value);
    }
  return TRUE;
}

/**
 * kab_payment_qr_read:
 * @data: bytes of a code
 * @length: how many
 * @error: return location for a %KAB_PAYMENT_QR_ERROR
 *
 * Reads any code of the standard's form. Whether it keeps the rules is another question: see
 * kab_payment_qr_dup_warnings().
 *
 * Returns: (nullable) (transfer full): the code
 */
KabPaymentQr *
kab_payment_qr_read (const char *data, gsize length, GError **error)
{
  g_autoptr (KabPaymentQr) self = NULL;
  g_autofree char *text = NULL;
  const char *charset;
  char separator[7] = "";

  g_return_val_if_fail (data != NULL, NULL);

  if (length >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  charset = length > HEAD_LENGTH && length <= MAX_BYTES ? find_charset (data[6]) : NULL;
  if (charset == NULL || memcmp (data, "ST0001", 6) != 0)
    {
      g_set_error_literal (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_HEAD, "not a payment code");
      return NULL;
    }
  text = g_convert (data + 7, (gssize) (length - 7), "UTF-8", charset, NULL, NULL, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL) || g_unichar_isalnum (g_utf8_get_char (text)))
    {
      g_set_error (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_CHARSET, "not in %s", charset);
      return NULL;
    }

  self = kab_payment_qr_new ();
  g_unichar_to_utf8 (g_utf8_get_char (text), separator);
  if (!read_fields (self, g_utf8_next_char (text), separator, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
fail_value (const char *name, GError **error)
{
  g_set_error (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_VALUE, "%s breaks its rule", name);
  return FALSE;
}

static gboolean
are_digits (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* The rules that are more than a length. */
static gboolean
check_value (const char *name, const char *value)
{
  if (strcmp (name, "PersonalAcc") == 0)
    return kab_bank_account_has_shape (value);
  if (strcmp (name, "CorrespAcc") == 0)
    return strcmp (value, "0") == 0 || kab_bank_account_has_shape (value);
  if (strcmp (name, "BIC") == 0)
    return kab_text_has_shape (value, "000000000");
  if (strcmp (name, "Sum") == 0)
    return are_digits (value);
  if (strcmp (name, "DocDate") == 0)
    return kab_text_has_shape (value, "00.00.0000");
  return TRUE;
}

static gsize
count_required_bytes (KabPaymentQr *self)
{
  gsize bytes = 0;

  for (gsize i = 0; i < N_REQUIRED; i++)
    bytes += strlen (rules[i].name) + strlen (kab_payment_qr_get (self, rules[i].name)) + (i > 0 ? 2 : 1);
  return bytes;
}

/**
 * kab_payment_qr_check:
 * @self: a payment code
 * @error: return location for a %KAB_PAYMENT_QR_ERROR
 *
 * Returns: whether @self keeps every rule of the standard on presence, shape and length
 */
gboolean
kab_payment_qr_check (KabPaymentQr *self, GError **error)
{
  g_return_val_if_fail (KAB_IS_PAYMENT_QR (self), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *value = kab_payment_qr_get (self, rules[i].name);

      if (value == NULL && rules[i].required)
        {
          g_set_error (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_MISSING, "%s is required",
                       rules[i].name);
          return FALSE;
        }
      if (value != NULL && (g_utf8_strlen (value, -1) > rules[i].max || !check_value (rules[i].name, value)))
        return fail_value (rules[i].name, error);
    }
  if (count_required_bytes (self) > MAX_REQUIRED_BYTES)
    {
      g_set_error (error, KAB_PAYMENT_QR_ERROR, KAB_PAYMENT_QR_ERROR_LENGTH,
                   "the required fields take more than %d bytes", MAX_REQUIRED_BYTES);
      return FALSE;
    }
  return TRUE;
}

/* The fields whose check digits contradict each other. */
static GPtrArray *
find_contradictions (KabPaymentQr *self)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *bic = kab_payment_qr_get (self, "BIC");
  const char *account = kab_payment_qr_get (self, "PersonalAcc");
  const char *correspondent = kab_payment_qr_get (self, "CorrespAcc");
  const char *inn = kab_payment_qr_get (self, "PayeeINN");

  if (bic != NULL && account != NULL && !kab_bank_account_fits (account, bic))
    g_ptr_array_add (found, (gpointer) "PersonalAcc");
  if (bic != NULL && correspondent != NULL && strcmp (correspondent, "0") != 0
      && !kab_correspondent_account_fits (correspondent, bic))
    g_ptr_array_add (found, (gpointer) "CorrespAcc");
  if (inn != NULL && !kab_inn_check (inn))
    g_ptr_array_add (found, (gpointer) "PayeeINN");
  return found;
}

/**
 * kab_payment_qr_dup_warnings:
 * @self: a payment code that was read
 *
 * Codes in circulation break the rules often, so on reading this is for a note and not for refusal.
 *
 * Returns: (transfer full): names of the fields that are doubtful: the first that breaks a rule of the
 *   standard, and those whose check digits are wrong
 */
char **
kab_payment_qr_dup_warnings (KabPaymentQr *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GPtrArray) contradictions = NULL;

  g_return_val_if_fail (KAB_IS_PAYMENT_QR (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *value = kab_payment_qr_get (self, rules[i].name);

      if (value == NULL ? rules[i].required
                        : g_utf8_strlen (value, -1) > rules[i].max || !check_value (rules[i].name, value))
        g_strv_builder_add (names, rules[i].name);
    }
  contradictions = find_contradictions (self);
  for (guint i = 0; i < contradictions->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (contradictions, i));
  return g_strv_builder_end (names);
}

static gboolean
is_required (const char *name)
{
  for (gsize i = 0; i < N_REQUIRED; i++)
    if (g_ascii_strcasecmp (rules[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * kab_payment_qr_write:
 * @self: a payment code
 * @error: return location for a %KAB_PAYMENT_QR_ERROR
 *
 * Returns: (nullable) (transfer full): the code as text in UTF-8 (ST00012): the required fields first
 *   and then the others in the order in which they were set; NULL if a rule or a check digit is broken
 */
char *
kab_payment_qr_write (KabPaymentQr *self, GError **error)
{
  g_autoptr (GPtrArray) contradictions = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (KAB_IS_PAYMENT_QR (self), NULL);

  if (!kab_payment_qr_check (self, error))
    return NULL;
  contradictions = find_contradictions (self);
  if (contradictions->len > 0)
    {
      fail_value (g_ptr_array_index (contradictions, 0), error);
      return NULL;
    }

  text = g_string_new ("ST00012");
  for (gsize i = 0; i < N_REQUIRED; i++)
    g_string_append_printf (text, "|%s=%s", rules[i].name, kab_payment_qr_get (self, rules[i].name));
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      if (!is_required (field->name))
        g_string_append_printf (text, "|%s=%s", field->name, field->value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
