/* kab-vin.h: vehicle identification numbers (ISO 3779) and Japanese frame numbers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-issue.h"

G_BEGIN_DECLS

char *kab_vin_fold (const char *typed);
char *kab_vin_suggest (const char *vin);
gboolean kab_vin_check (const char *vin, KabIssue *issue);
gboolean kab_vin_check_digit_fits (const char *vin);
char *kab_vin_group (const char *vin);
const char *kab_vin_get_country (const char *vin);
gboolean kab_frame_number_check (const char *frame, KabIssue *issue);

G_END_DECLS
