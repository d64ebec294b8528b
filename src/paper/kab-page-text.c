/* kab-page-text.c: the words of one page and where they stand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-page-text.h"

typedef struct
{
  double x1, y1, x2, y2;
} Place;

/* Positions are counted in characters, areas are in points from the page's upper left corner. Places may be
 * missing: then the text is there to copy and to read, but not to point at. */
struct _KabPageText
{
  GObject parent_instance;

  char *text;
  gunichar *characters;
  gunichar *folded;
  guint n_characters;
  GVariant *places_variant;
  const Place *places;
  guint n_places;
};

G_DEFINE_FINAL_TYPE (KabPageText, kab_page_text, G_TYPE_OBJECT)

/* One character for one, so that positions stay; ё is found by е. */
static gunichar
fold (gunichar c)
{
  c = g_unichar_tolower (c);
  if (c == 0x451)
    return 0x435;
  return g_unichar_isspace (c) ? ' ' : c;
}

/**
 * kab_page_text_get_text:
 * @self: a page's text
 *
 * Returns: (transfer none): all of it
 */
const char *
kab_page_text_get_text (KabPageText *self)
{
  g_return_val_if_fail (KAB_IS_PAGE_TEXT (self), NULL);

  return self->text;
}

/**
 * kab_page_text_get_length:
 * @self: a page's text
 *
 * Returns: how many characters it has
 */
guint
kab_page_text_get_length (KabPageText *self)
{
  g_return_val_if_fail (KAB_IS_PAGE_TEXT (self), 0);

  return self->n_characters;
}

/**
 * kab_page_text_find:
 * @self: a page's text
 * @needle: what to look for; case, the dots of ё and kinds of space do not matter
 *
 * Returns: (transfer full) (element-type guint): the first character of each match, in order
 */
GArray *
kab_page_text_find (KabPageText *self, const char *needle)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gunichar *wanted = NULL;
  glong n_wanted = 0;

  g_return_val_if_fail (KAB_IS_PAGE_TEXT (self) && needle != NULL, found);

  wanted = g_utf8_to_ucs4_fast (needle, -1, &n_wanted);
  for (glong i = 0; i < n_wanted; i++)
    wanted[i] = fold (wanted[i]);
  for (guint at = 0; n_wanted > 0 && at + (guint) n_wanted <= self->n_characters;)
    {
      glong same = 0;

      while (same < n_wanted && self->folded[at + (guint) same] == wanted[same])
        same++;
      if (same == n_wanted)
        {
          g_array_append_val (found, at);
          at += (guint) n_wanted;
        }
      else
        at++;
    }
  return found;
}

/**
 * kab_page_text_get_areas:
 * @self: a page's text
 * @first: first character
 * @end: one behind the last
 *
 * Returns: (transfer full) (element-type graphene_rect_t): one area for each line that the characters touch
 */
GArray *
kab_page_text_get_areas (KabPageText *self, guint first, guint end)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  g_return_val_if_fail (KAB_IS_PAGE_TEXT (self), areas);

  for (guint i = first; i < end && i < self->n_places; i++)
    {
      const Place *place = &self->places[i];
      graphene_rect_t area, *last;

      if (self->characters[i] == '\n' || !(place->x2 > place->x1) || !(place->y2 > place->y1))
        continue;
      graphene_rect_init (&area, (float) place->x1, (float) place->y1, (float) (place->x2 - place->x1),
                          (float) (place->y2 - place->y1));
      last = areas->len > 0 ? &g_array_index (areas, graphene_rect_t, areas->len - 1) : NULL;
      if (last != NULL && fabsf (last->origin.y - area.origin.y) < area.size.height / 2
          && area.origin.x >= last->origin.x)
        graphene_rect_union (last, &area, last);
      else
        g_array_append_val (areas, area);
    }
  return areas;
}

/**
 * kab_page_text_get_index_at:
 * @self: a page's text
 * @x: points from the left
 * @y: points from the top
 *
 * Returns: the character nearest to that point: in the line at that height if there is one
 */
guint
kab_page_text_get_index_at (KabPageText *self, double x, double y)
{
  double best = INFINITY;
  guint index = 0;

  g_return_val_if_fail (KAB_IS_PAGE_TEXT (self), 0);

  for (guint i = 0; i < self->n_places; i++)
    {
      const Place *place = &self->places[i];
      double aside = MAX (0, MAX (place->x1 - x, x - place->x2));
      double above = MAX (0, MAX (place->y1 - y, y - place->y2));
      double distance = aside + 20 * above;

      if (distance < best)
        {
          best = distance;
          index = i + (x > (place->x1 + place->x2) / 2 ? 1 : 0);
        }
    }
  return index;
}

static gboolean
belongs (gunichar c, KabPageTextRun run)
{
  return run == KAB_PAGE_TEXT_LINE ? c != '\n' : !g_unichar_isspace (c);
}

/**
 * kab_page_text_get_run:
 * @self: a page's text
 * @x: points from the left
 * @y: points from the top
 * @run: how much
 * @first: (out): first character of the word or line at that point
 * @end: (out): one behind its last; the same as @first where there is none
 */
void
kab_page_text_get_run (KabPageText *self, double x, double y, KabPageTextRun run, guint *first, guint *end)
{
  guint at;

  g_return_if_fail (KAB_IS_PAGE_TEXT (self) && first != NULL && end != NULL);

  at = kab_page_text_get_index_at (self, x, y);
  /* The index counts gaps: the right half of a character is already behind it. */
  if (at > 0 && (at == self->n_characters || !belongs (self->characters[at], run)))
    at--;
  *first = *end = at;
  while (*end < self->n_characters && belongs (self->characters[*end], run))
    (*end)++;
  while (*first > 0 && *end > at && belongs (self->characters[*first - 1], run))
    (*first)--;
}

/**
 * kab_page_text_dup_range:
 * @self: a page's text
 * @first: first character
 * @end: one behind the last
 *
 * Returns: (transfer full): the text between
 */
char *
kab_page_text_dup_range (KabPageText *self, guint first, guint end)
{
  g_return_val_if_fail (KAB_IS_PAGE_TEXT (self), NULL);

  end = MIN (end, self->n_characters);
  if (first >= end)
    return g_strdup ("");
  return g_ucs4_to_utf8 (self->characters + first, (glong) (end - first), NULL, NULL, NULL);
}

static void
kab_page_text_finalize (GObject *object)
{
  KabPageText *self = KAB_PAGE_TEXT (object);

  g_free (self->text);
  g_free (self->characters);
  g_free (self->folded);
  g_clear_pointer (&self->places_variant, g_variant_unref);
  G_OBJECT_CLASS (kab_page_text_parent_class)->finalize (object);
}

static void
kab_page_text_class_init (KabPageTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_page_text_finalize;
}

static void
kab_page_text_init (KabPageText *self)
{
}

/**
 * kab_page_text_new:
 * @text: the page's text
 * @places: an array of (dddd), one for each character, or empty
 *
 * Returns: (transfer full): the text with its places
 */
KabPageText *
kab_page_text_new (const char *text, GVariant *places)
{
  KabPageText *self;
  glong length = 0;
  gsize n_places = 0;

  g_return_val_if_fail (text != NULL && places != NULL, NULL);
  g_return_val_if_fail (g_variant_is_of_type (places, G_VARIANT_TYPE ("a(dddd)")), NULL);

  self = g_object_new (KAB_TYPE_PAGE_TEXT, NULL);
  self->text = g_strdup (text);
  self->characters = g_utf8_to_ucs4_fast (text, -1, &length);
  self->n_characters = (guint) length;
  self->folded = g_new (gunichar, self->n_characters + 1);
  for (guint i = 0; i < self->n_characters; i++)
    self->folded[i] = fold (self->characters[i]);
  self->places_variant = g_variant_ref_sink (places);
  self->places = g_variant_get_fixed_array (places, &n_places, sizeof (Place));
  self->n_places = MIN ((guint) n_places, self->n_characters);
  return self;
}
