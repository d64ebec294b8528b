/* kab-contact-row.h: a way to reach an organisation, as a row of a list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-contact.h"

G_BEGIN_DECLS

GtkWidget *kab_contact_row_new (KabContact *contact);

G_END_DECLS
