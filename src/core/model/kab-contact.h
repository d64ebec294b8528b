/* kab-contact.h: a way to reach an organisation. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-calendar.h"
#include "kab-record.h"

G_BEGIN_DECLS

/* A way to reach an organisation. */
#define KAB_TYPE_CONTACT (kab_contact_get_type ())
G_DECLARE_FINAL_TYPE (KabContact, kab_contact, KAB, CONTACT, KabRecord)

const char *kab_contact_get_kind (KabContact *self);      /* phone, email, chat, site or address */
const char *kab_contact_get_label (KabContact *self);     /* what it is for */
const char *kab_contact_get_value (KabContact *self);     /* what is shown and copied */
const char *kab_contact_get_extension (KabContact *self); /* extension of a phone */
const char *kab_contact_get_uri (KabContact *self);       /* what opens it */
KabCalendar *kab_contact_get_calendar (KabContact *self); /* its own hours, if they differ */
const char *kab_contact_get_note (KabContact *self);

G_END_DECLS
