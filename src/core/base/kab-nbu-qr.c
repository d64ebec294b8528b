/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-nbu-qr.h"

#include "kab-numbers.h"
#include "kab-text.h"

#define MAX_BYTES 4096
#define MAX_DATA 507 /* what a code of the largest permitted size takes */

/* The lines of a code, in UTF-8 whatever they came in; an absent one is an empty text. */
struct _KabNbuQr
{
  GObject parent_instance;

  char *lines[KAB_NBU_QR_N_LINES];
};

static const struct
{
  const char *version;
  gsize lines;
} versions[] = { { "001", 13 }, { "002", 13 }, { "003", 17 } };

G_DEFINE_FINAL_TYPE (KabNbuQr, kab_nbu_qr, G_TYPE_OBJECT)
G_DEFINE_QUARK (kab-nbu-qr-error-quark, kab_nbu_qr_error)

static void
kab_nbu_qr_finalize (GObject *object)
{
  KabNbuQr *self = KAB_NBU_QR (object);

  for (gsize i = 0; i < KAB_NBU_QR_N_LINES; i++)
    g_free (self->lines[i]);
  G_OBJECT_CLASS (kab_nbu_qr_parent_class)->finalize (object);
}

static void
kab_nbu_qr_class_init (KabNbuQrClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_nbu_qr_finalize;
}

static void
kab_nbu_qr_init (KabNbuQr *self)
{
  for (gsize i = 0; i < KAB_NBU_QR_N_LINES; i++)
    self->lines[i] = g_strdup ("");
}

static gsize
count_lines (const char *version)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    if (strcmp (versions[i].version, version) == 0)
      return versions[i].lines;
  return 0;
}

/**
 * kab_nbu_qr_new:
 * @version: "001", "002" or "003"
 *
 * Returns: (transfer full): a code without payee, in UTF-8
 */
KabNbuQr *
kab_nbu_qr_new (const char *version)
{
  KabNbuQr *self;

  g_return_val_if_fail (version != NULL && count_lines (version) > 0, NULL);

  self = g_object_new (KAB_TYPE_NBU_QR, NULL);
  g_set_str (&self->lines[0], "BCD");
  g_set_str (&self->lines[KAB_NBU_QR_VERSION], version);
  g_set_str (&self->lines[KAB_NBU_QR_CHARSET], "1");
  g_set_str (&self->lines[KAB_NBU_QR_FUNCTION], "UCT");
  return self;
}

/**
 * kab_nbu_qr_get:
 * @self: a code
 * @line: which line
 *
 * Returns: (transfer none): the line, empty if it is not given
 */
const char *
kab_nbu_qr_get (KabNbuQr *self, KabNbuQrLine line)
{
  g_return_val_if_fail (KAB_IS_NBU_QR (self), "");
  g_return_val_if_fail (line >= KAB_NBU_QR_VERSION && line <= KAB_NBU_QR_SIGNATURE, "");

  return self->lines[line];
}

/**
 * kab_nbu_qr_set:
 * @self: a code
 * @line: which line, from FUNCTION on
 * @value: the text; line ends become spaces
 *
 * Sets a line.
 */
void
kab_nbu_qr_set (KabNbuQr *self, KabNbuQrLine line, const char *value)
{
  g_return_if_fail (KAB_IS_NBU_QR (self));
  g_return_if_fail (line >= KAB_NBU_QR_FUNCTION && line <= KAB_NBU_QR_SIGNATURE);
  g_return_if_fail (value != NULL);

  g_free (self->lines[line]);
  self->lines[line] = kab_text_strip_invisible (value);
}

/**
 * kab_nbu_qr_dup_amount:
 * @self: a code
 *
 * Returns: (nullable) (transfer full): what is to pay, NULL if the code leaves it open or writes it
 *   against the rules
 */
KabMoney *
kab_nbu_qr_dup_amount (KabNbuQr *self)
{
  const char *amount;

  g_return_val_if_fail (KAB_IS_NBU_QR (self), NULL);

  amount = self->lines[KAB_NBU_QR_AMOUNT];
  if (!g_str_has_prefix (amount, "UAH") || !g_ascii_isdigit (amount[3])
      || strpbrk (amount + 3, ", '") != NULL)
    return NULL;
  return kab_money_parse (amount + 3, "UAH", NULL);
}

/**
 * kab_nbu_qr_set_amount:
 * @self: a code
 * @amount: what is to pay
 *
 * Returns: whether @amount can be paid so: in hryvnias and more than nothing
 */
gboolean
kab_nbu_qr_set_amount (KabNbuQr *self, const KabMoney *amount)
{
  g_autofree char *decimal = NULL;

  g_return_val_if_fail (KAB_IS_NBU_QR (self), FALSE);
  g_return_val_if_fail (amount != NULL, FALSE);

  if (strcmp (amount->currency, "UAH") != 0 || amount->minor <= 0)
    return FALSE;
  decimal = kab_money_format_decimal (amount);
  g_free (self->lines[KAB_NBU_QR_AMOUNT]);
  self->lines[KAB_NBU_QR_AMOUNT] = g_strconcat ("UAH", decimal, NULL);
  return TRUE;
}

static GBytes *
decode_base64url (const char *text)
{
  g_autoptr (GString) base64 = g_string_new (text);
  gsize size;
  guchar *bytes;

  if (base64->len == 0)
    return NULL;
  for (gsize i = 0; i < base64->len; i++)
    {
      char *c = &base64->str[i];

      if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
        return NULL;
      *c = *c == '-' ? '+' : *c == '_' ? '/' : *c;
    }
  while (base64->len % 4 != 0)
    g_string_append_c (base64, '=');
  bytes = g_base64_decode (base64->str, &size);
  return g_bytes_new_take (bytes, size);
}

/* The bytes of a code: those themselves, or what stands in base64url after the last slash of a link. */
static GBytes *
unwrap (const char *data, gsize length, GError **error)
{
  g_autofree char *text = g_strndup (data, length);
  GBytes *bytes;

  if (!g_str_has_prefix (text, "https://"))
    return g_bytes_new (data, length);
  bytes = decode_base64url (strrchr (text, '/') + 1);
  if (bytes == NULL)
    g_set_error_literal (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_BASE64, "not base64url");
  return bytes;
}

/* The text of the code in UTF-8: the third line says what it is in. */
static char *
to_utf8 (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *head = g_strndup (length > 0 ? data : "", MIN (length, 64));
  g_autofree char *text = NULL;
  const char *begin = head + strspn (head, " \r\n");
  g_auto (GStrv) lines = g_strsplit (begin, "\n", 4);

  if (g_strv_length (lines) < 4 || strcmp (g_strchomp (lines[0]), "BCD") != 0
      || count_lines (g_strchomp (lines[1])) == 0)
    {
      g_set_error_literal (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_HEAD, "not a payment code");
      return NULL;
    }
  g_strchomp (lines[2]);
  if (strcmp (lines[2], "1") == 0 || strcmp (lines[2], "2") == 0)
    text = g_convert (data + (begin - head), (gssize) (length - (gsize) (begin - head)), "UTF-8",
                      lines[2][0] == '1' ? "UTF-8" : "WINDOWS-1251", NULL, NULL, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_CHARSET,
                           "not in the charset that it names");
      return NULL;
    }
  return g_steal_pointer (&text);
}

/**
 * kab_nbu_qr_read:
 * @data: bytes of a code, or a link with the code in it
 * @length: how many
 * @error: return location for a %KAB_NBU_QR_ERROR
 *
 * Reads a code whatever its prefix. Whether it keeps the rules is another question: see
 * kab_nbu_qr_check().
 *
 * Returns: (nullable) (transfer full): the code
 */
KabNbuQr *
kab_nbu_qr_read (const char *data, gsize length, GError **error)
{
  g_autoptr (KabNbuQr) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize n_lines, expected;

  g_return_val_if_fail (data != NULL, NULL);

  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_HEAD, "too long for a payment code");
      return NULL;
    }
  bytes = unwrap (data, length, error);
  text = bytes != NULL ? to_utf8 (bytes, error) : NULL;
  if (text == NULL)
    return NULL;

  lines = g_strsplit (g_strchomp (text), "\n", -1);
  n_lines = g_strv_length (lines);
  expected = count_lines (g_strchomp (lines[1]));
  /* Empty lines at the end are often left out; up to the purpose all are there. */
  if (n_lines <= KAB_NBU_QR_PURPOSE || n_lines > expected)
    {
      g_set_error (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_LINES, "%" G_GSIZE_FORMAT " lines", n_lines);
      return NULL;
    }
  self = g_object_new (KAB_TYPE_NBU_QR, NULL);
  for (gsize i = 0; i < n_lines; i++)
    {
      g_autofree char *visible = kab_text_strip_invisible (g_strchomp (lines[i]));

      g_set_str (&self->lines[i], visible);
    }
  return g_steal_pointer (&self);
}

static gboolean
fail_value (const char *what, GError **error)
{
  g_set_error (error, KAB_NBU_QR_ERROR, KAB_NBU_QR_ERROR_VALUE, "%s breaks its rule", what);
  return FALSE;
}

static gboolean
check_function (KabNbuQr *self)
{
  const char *function = self->lines[KAB_NBU_QR_FUNCTION];

  if (strcmp (self->lines[KAB_NBU_QR_VERSION], "003") == 0
      && (strcmp (function, "ICT") == 0 || strcmp (function, "XCT") == 0))
    return TRUE;
  return strcmp (function, "UCT") == 0;
}

/**
 * kab_nbu_qr_check:
 * @self: a code
 * @error: return location for a %KAB_NBU_QR_ERROR
 *
 * Returns: whether @self keeps the rules: a payee, an account of Ukraine, a code of the payee, a
 *   purpose, and an amount if there is one
 */
gboolean
kab_nbu_qr_check (KabNbuQr *self, GError **error)
{
  g_autoptr (KabMoney) amount = NULL;
  const char *code;

  g_return_val_if_fail (KAB_IS_NBU_QR (self), FALSE);

  if (!check_function (self))
    return fail_value ("function", error);
  if (*self->lines[KAB_NBU_QR_PAYEE] == '\0')
    return fail_value ("payee", error);
  if (!g_str_has_prefix (self->lines[KAB_NBU_QR_IBAN], "UA")
      || !kab_iban_check (self->lines[KAB_NBU_QR_IBAN]))
    return fail_value ("IBAN", error);
  amount = kab_nbu_qr_dup_amount (self);
  if (*self->lines[KAB_NBU_QR_AMOUNT] != '\0' && amount == NULL)
    return fail_value ("amount", error);
  code = self->lines[KAB_NBU_QR_PAYEE_CODE];
  if (*code == '\0' || (strlen (code) == 8 && !kab_edrpou_check (code)))
    return fail_value ("payee code", error);
  if (*self->lines[KAB_NBU_QR_PURPOSE] == '\0')
    return fail_value ("purpose", error);
  return TRUE;
}

static char *
encode_base64url (const char *prefix, const char *text)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) text, strlen (text));

  base64[strcspn (base64, "=")] = '\0';
  for (char *p = base64; *p != '\0'; p++)
    *p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
  return g_strconcat (prefix, base64, NULL);
}

/**
 * kab_nbu_qr_write:
 * @self: a code
 * @prefix: what stands before the code in versions 002 and 003; the server knows it
 * @error: return location for a %KAB_NBU_QR_ERROR
 *
 * Returns: (nullable) (transfer full): the code in UTF-8, as text or link by its version; NULL if a
 *   rule is broken or it is too long
 */
char *
kab_nbu_qr_write (KabNbuQr *self, const char *prefix, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean plain;
  gsize n_lines;

  g_return_val_if_fail (KAB_IS_NBU_QR (self), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  if (!kab_nbu_qr_check (self, error))
    return NULL;
  n_lines = count_lines (self->lines[KAB_NBU_QR_VERSION]);
  plain = strcmp (self->lines[KAB_NBU_QR_VERSION], "001") == 0;
  for (gsize i = 0; i < n_lines; i++)
    g_string_append_printf (text, "%s%s",
                            i == 0  ? ""
                            : plain ? "\r\n"
                                    : "\n",
                            i == KAB_NBU_QR_CHARSET ? "1" : self->lines[i]);
  if (text->len > MAX_DATA)
    {
      fail_value ("length", error);
      return NULL;
    }
  return plain ? g_string_free (g_steal_pointer (&text), FALSE) : encode_base64url (prefix, text->str);
}
