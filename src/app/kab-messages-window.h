/* kab-messages-window.h: in the demonstration: the messages that nobody really gets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-client.h"
#include "kab-outbox.h"

G_BEGIN_DECLS

#define KAB_TYPE_MESSAGES_WINDOW (kab_messages_window_get_type ())
G_DECLARE_FINAL_TYPE (KabMessagesWindow, kab_messages_window, KAB, MESSAGES_WINDOW, AdwWindow)

KabMessagesWindow *kab_messages_window_new (GtkApplication *application, KabClient *client);
void kab_messages_window_take (KabMessagesWindow *self, KabOutbox *outbox, const GError *error);

G_END_DECLS
