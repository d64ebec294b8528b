/* kab-error-text.h: the one table from an error to what a person is told, where, and what they can do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-net-error.h"

G_BEGIN_DECLS

/**
 * KabErrorPlace:
 * @KAB_ERROR_PLACE_FIELD: under the fields that the problem points at; the text is for the form's bar
 * @KAB_ERROR_PLACE_FORM: a bar in the form
 * @KAB_ERROR_PLACE_PAGE: a status page, if there is nothing older to show; else a banner
 * @KAB_ERROR_PLACE_BANNER: a banner over the page
 * @KAB_ERROR_PLACE_DIALOG: a dialog with the request id
 *
 * Where the text of an error goes.
 */
typedef enum
{
  KAB_ERROR_PLACE_FIELD,
  KAB_ERROR_PLACE_FORM,
  KAB_ERROR_PLACE_PAGE,
  KAB_ERROR_PLACE_BANNER,
  KAB_ERROR_PLACE_DIALOG,
} KabErrorPlace;

/**
 * KabErrorActions:
 * @KAB_ERROR_ACTION_NONE: nothing to press
 * @KAB_ERROR_ACTION_RETRY: try the same again
 * @KAB_ERROR_ACTION_RELOAD: load what is on the server now
 * @KAB_ERROR_ACTION_START_AGAIN: begin the flow anew
 * @KAB_ERROR_ACTION_SIGN_IN: sign in again
 * @KAB_ERROR_ACTION_OPEN_BROWSER: open the address in a browser
 * @KAB_ERROR_ACTION_CONTACT: show the service's contacts
 * @KAB_ERROR_ACTION_UPDATE: update Kabinet
 * @KAB_ERROR_ACTION_COPY: copy the technical details
 *
 * What a person can do about an error.
 */
typedef enum
{
  KAB_ERROR_ACTION_NONE = 0,
  KAB_ERROR_ACTION_RETRY = 1 << 0,
  KAB_ERROR_ACTION_RELOAD = 1 << 1,
  KAB_ERROR_ACTION_START_AGAIN = 1 << 2,
  KAB_ERROR_ACTION_SIGN_IN = 1 << 3,
  KAB_ERROR_ACTION_OPEN_BROWSER = 1 << 4,
  KAB_ERROR_ACTION_CONTACT = 1 << 5,
  KAB_ERROR_ACTION_UPDATE = 1 << 6,
  KAB_ERROR_ACTION_COPY = 1 << 7,
} KabErrorActions;

const char *kab_error_get_text_id (const GError *error);
const char *kab_error_get_title (const GError *error);
char *kab_error_describe (const GError *error);
char *kab_error_dup_details (const GError *error);
KabErrorPlace kab_error_get_place (const GError *error);
KabErrorActions kab_error_get_actions (const GError *error);
gboolean kab_error_text_covers (const char *problem_name);

G_END_DECLS
