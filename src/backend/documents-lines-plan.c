/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "documents-lines-plan.h"

#include "json.h"
#include "kab-money.h"

#define MAX_LINES 200
#define MAX_PRICE G_GINT64_CONSTANT (10000000000)

static KabLinesMode
get_mode (JsonObject *rule)
{
  static const char *const names[] = { "none", "choose", "decide", "edit", "all" };
  const char *name = kab_json_get_string (rule, "mode");

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return (KabLinesMode) i;
  return KAB_LINES_NONE;
}

static const char *
get_reason (JsonObject *rule, const KabLine *line)
{
  JsonObject *reasons = kab_json_get_object (rule, "reasons");

  return line->state != NULL ? kab_json_get_string (reasons, line->state) : NULL;
}

/* Where the rule names states, the line has to be in one of them; otherwise whatever has no reason is open. */
static gboolean
is_open (JsonObject *rule, const KabLine *line)
{
  JsonArray *from = kab_json_get_array (rule, "from");

  if (from != NULL)
    return line->state != NULL && kab_json_array_has_string (from, line->state);
  return get_reason (rule, line) == NULL;
}

static gboolean
is_asked_for (KabLinesMode mode)
{
  return mode == KAB_LINES_CHOOSE || mode == KAB_LINES_DECIDE || mode == KAB_LINES_EDIT;
}

static void
add_closed (JsonArray *closed, const KabLine *line, const char *reason)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);

  json_object_set_string_member (object, "id", id);
  kab_json_set_string (object, "reason", reason);
  json_array_add_object_element (closed, object);
}

/**
 * kab_lines_describe_action:
 * @server: the server
 * @call: the call that is answered
 * @document: a document
 * @action: an action of it, as the descriptor has it
 * @built: (inout): the action as the client gets it: is told what it does with lines, and is closed where no
 *   line is left to do it with
 *
 * Returns: whether the action still makes sense: something is left to do, or there is a reason to tell
 */
gboolean
kab_lines_describe_action (
    KabServer *server, KabCall *call, const KabDocument *document, JsonObject *action, JsonObject *built)
{
  JsonObject *rule = kab_json_get_object (action, "lines");
  KabLinesMode mode = get_mode (rule);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (JsonArray) closed = json_array_new ();
  const char *reason = NULL;

  if (!is_asked_for (mode) || !kab_json_get_boolean (built, "allowed", FALSE))
    return TRUE;
  lines = kab_lines_load (server, call->organisation, document);
  kab_json_copy_member (rule, built, "groups");
  json_object_set_string_member (built, "lines", kab_json_get_string (rule, "mode"));
  json_object_set_boolean_member (built, "quantities", kab_json_get_boolean (rule, "quantities", FALSE));
  for (guint i = 0; i < lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (lines, i);

      if (is_open (rule, line))
        continue;
      add_closed (closed, line, get_reason (rule, line));
      reason = reason != NULL ? reason : get_reason (rule, line);
    }
  json_object_set_array_member (built, "closed_lines", json_array_ref (closed));
  if (mode == KAB_LINES_EDIT || json_array_get_length (closed) < lines->len)
    return TRUE;
  json_object_set_boolean_member (built, "allowed", FALSE);
  kab_json_set_string (built, "reason", reason);
  return reason != NULL;
}

static char *
point (guint index, const char *member)
{
  return g_strdup_printf ("/lines/%u%s%s", index, member != NULL ? "/" : "", member != NULL ? member : "");
}

static void
complain (KabFieldErrors *errors, guint index, const char *member, const char *code)
{
  g_autofree char *pointer = point (index, member);

  kab_field_errors_add (errors, pointer, code);
}

static KabLine *
find_line (KabLinesPlan *self, const char *id)
{
  gint64 number;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return NULL;
  for (guint i = 0; i < self->lines->len; i++)
    {
      KabLine *line = g_ptr_array_index (self->lines, i);

      if (line->id == number)
        return line;
    }
  return NULL;
}

/* A line that is known, may be touched, and was not named before. */
static KabLine *
take_line (KabLinesPlan *self, JsonObject *given, guint index, GHashTable *seen, KabFieldErrors *errors)
{
  KabLine *line = find_line (self, kab_json_get_string (given, "id"));

  if (line == NULL || !g_hash_table_add (seen, line))
    {
      complain (errors, index, "id", "option");
      return NULL;
    }
  if (!is_open (self->rule, line))
    {
      self->closed = TRUE;
      self->reason = get_reason (self->rule, line);
      return NULL;
    }
  return line;
}

static void
read_part (KabLinesPlan *self, JsonObject *given, guint index, KabLineChange *change, KabFieldErrors *errors)
{
  const char *text = kab_json_get_string (given, "quantity");
  gint64 whole = 0;
  gboolean counted = kab_quantity_parse (change->line->quantity, &whole);

  if (!json_object_has_member (given, "quantity"))
    return;
  if (!counted || !kab_json_get_boolean (self->rule, "quantities", FALSE))
    complain (errors, index, "quantity", "unknown_member");
  else if (!kab_quantity_parse (text, &change->part) || change->part > whole)
    complain (errors, index, "quantity", "range");
  else if (change->part == whole)
    change->part = 0;
}

static void
read_changes (KabLinesPlan *self, JsonArray *given, KabFieldErrors *errors)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < kab_json_array_length (given); i++)
    {
      JsonObject *object = kab_json_array_get_object (given, i);
      KabLineChange change = { .line = take_line (self, object, i, seen, errors), .accepted = TRUE };

      if (change.line == NULL)
        continue;
      if (self->mode == KAB_LINES_CHOOSE)
        read_part (self, object, i, &change, errors);
      else if (object == NULL || !json_object_has_member (object, "accepted"))
        complain (errors, i, "accepted", "required");
      else
        change.accepted = kab_json_get_boolean (object, "accepted", FALSE);
      g_array_append_val (self->changes, change);
    }
}

/* An answer to an estimate leaves no line open: silence is no consent. */
static void
check_whole (KabLinesPlan *self, KabFieldErrors *errors)
{
  guint open = 0;

  for (guint i = 0; i < self->lines->len; i++)
    if (is_open (self->rule, g_ptr_array_index (self->lines, i)))
      open++;
  if (self->mode == KAB_LINES_DECIDE ? self->changes->len != open : self->changes->len == 0)
    kab_field_errors_add (errors, "/lines", "required");
}

static char *
read_text (
    JsonObject *given, const char *member, glong max, gboolean required, guint index, KabFieldErrors *errors)
{
  const char *text = kab_json_get_string (given, member);
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  g_autofree char *pointer = point (index, member);

  if (stripped == NULL || *stripped == '\0')
    {
      if (required)
        kab_field_errors_add (errors, pointer, "required");
      return NULL;
    }
  if (g_utf8_strlen (stripped, -1) > max)
    {
      kab_field_errors_add_integer (errors, pointer, "too_long", "max", max);
      return NULL;
    }
  return g_steal_pointer (&stripped);
}

static gint64
read_price (JsonObject *given, const char *currency, guint index, KabFieldErrors *errors)
{
  JsonObject *money = kab_json_get_object (given, "price");
  gint64 minor = kab_json_get_integer (money, "minor", -1);

  if (money == NULL)
    complain (errors, index, "price", "required");
  else if (minor < 0 || minor > MAX_PRICE
           || g_strcmp0 (kab_json_get_string (money, "currency"), currency) != 0)
    complain (errors, index, "price", "range");
  return minor;
}

static KabLine *
read_line (JsonObject *given, const char *currency, guint index, KabFieldErrors *errors)
{
  g_autoptr (KabLine) line = g_new0 (KabLine, 1);
  gint64 quantity = 0;

  line->group = read_text (given, "group", 120, TRUE, index, errors);
  line->title = read_text (given, "title", 400, TRUE, index, errors);
  line->note = read_text (given, "note", 400, FALSE, index, errors);
  line->unit = read_text (given, "unit", 40, FALSE, index, errors);
  line->price = read_price (given, currency, index, errors);
  if (!json_object_has_member (given, "quantity"))
    complain (errors, index, "quantity", "required");
  else if (!kab_quantity_parse (kab_json_get_string (given, "quantity"), &quantity))
    complain (errors, index, "quantity", "range");
  if (!kab_field_errors_is_empty (errors))
    return NULL;
  line->quantity = kab_quantity_format (quantity);
  line->amount = kab_quantity_multiply (line->price, quantity);
  return g_steal_pointer (&line);
}

static gboolean
is_same (const KabLine *one, const KabLine *other)
{
  gint64 quantity = 0;
  gint64 other_quantity = 0;

  return g_strcmp0 (one->title, other->title) == 0 && one->price == other->price
         && one->amount == other->amount
         && kab_quantity_parse (one->quantity, &quantity)
                == kab_quantity_parse (other->quantity, &other_quantity)
         && quantity == other_quantity && g_strcmp0 (one->unit, other->unit) == 0;
}

/* What was agreed about a line holds for as long as the line says the same for the same money. */
static void
inherit (KabLine *line, const KabLine *before)
{
  line->id = before->id;
  line->state = g_strdup (before->state);
  line->decided = before->decided && is_same (line, before);
  line->accepted = before->accepted;
}

static void
read_written (KabLinesPlan *self, JsonArray *given, const char *currency, KabFieldErrors *errors)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < kab_json_array_length (given); i++)
    {
      JsonObject *object = kab_json_array_get_object (given, i);
      gboolean known = object != NULL && json_object_has_member (object, "id");
      KabLine *before = known ? take_line (self, object, i, seen, errors) : NULL;
      KabLine *line;

      if (object == NULL || (known && before == NULL))
        continue;
      line = read_line (object, currency, i, errors);
      if (line == NULL)
        continue;
      if (before != NULL)
        inherit (line, before);
      g_ptr_array_add (self->written, line);
    }
  if (kab_json_array_length (given) == 0)
    kab_field_errors_add (errors, "/lines", "required");
}

/**
 * kab_lines_plan_new:
 * @server: the server
 * @call: a call whose body may have "lines"
 * @document: the document as it is now
 * @action: the action, as the descriptor has it
 * @errors: takes what is wrong with the lines
 *
 * Returns: (transfer full): what is to be done; good only where @errors stayed empty and it is not closed
 */
KabLinesPlan *
kab_lines_plan_new (
    KabServer *server, KabCall *call, const KabDocument *document, JsonObject *action, KabFieldErrors *errors)
{
  KabLinesPlan *self = g_new0 (KabLinesPlan, 1);
  JsonObject *body = kab_call_get_body (call);
  JsonArray *given = kab_json_get_array (body, "lines");

  self->rule = kab_json_get_object (action, "lines");
  self->mode = get_mode (self->rule);
  self->changes = g_array_new (FALSE, FALSE, sizeof (KabLineChange));
  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_line_free);
  self->lines = kab_lines_load (server, call->organisation, document);
  if (!is_asked_for (self->mode))
    {
      if (body != NULL && json_object_has_member (body, "lines"))
        kab_field_errors_add (errors, "/lines", "unknown_member");
    }
  else if (kab_json_array_length (given) > MAX_LINES)
    {
      kab_field_errors_add_integer (errors, "/lines", "too_long", "max", MAX_LINES);
    }
  else if (self->mode == KAB_LINES_EDIT)
    {
      read_written (self, given, document->currency, errors);
    }
  else
    {
      read_changes (self, given, errors);
      if (kab_field_errors_is_empty (errors) && !self->closed)
        check_whole (self, errors);
    }
  return self;
}

/**
 * kab_lines_plan_free:
 * @self: (transfer full) (nullable): a plan
 */
void
kab_lines_plan_free (KabLinesPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_free (self);
}

/**
 * kab_lines_plan_is_open:
 * @self: a plan
 * @line: one of its lines
 *
 * Returns: whether the action may touch the line now
 */
gboolean
kab_lines_plan_is_open (const KabLinesPlan *self, const KabLine *line)
{
  return is_open (self->rule, line);
}
