/* kab-phone.h: phone numbers as people type them, and as they are kept (E.164). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-issue.h"

G_BEGIN_DECLS

const char *kab_phone_country_get_prefix (const char *country);
int kab_phone_country_get_digits (const char *country);

char *kab_phone_normalise (const char *typed, const char *country, char **dropped, KabIssue *issue);
char *kab_phone_format (const char *e164);
char *kab_phone_mask (const char *e164);
char *kab_phone_to_uri (const char *text, const char *country, const char *extension);

G_END_DECLS
