/* kab-sign-in-box.h: login and password. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-descriptor.h"

G_BEGIN_DECLS

/* Signals: submit (string login, string password, boolean remember), recover. */
#define KAB_TYPE_SIGN_IN_BOX (kab_sign_in_box_get_type ())
G_DECLARE_FINAL_TYPE (KabSignInBox, kab_sign_in_box, KAB, SIGN_IN_BOX, GtkWidget)

void kab_sign_in_box_show (KabSignInBox *self, KabSignIn *sign_in, gboolean recovery, const char *login);
void kab_sign_in_box_set_busy (KabSignInBox *self, gboolean busy);
void kab_sign_in_box_refuse (KabSignInBox *self, const char *message);
void kab_sign_in_box_focus (KabSignInBox *self);
const char *kab_sign_in_box_get_password (KabSignInBox *self);

G_END_DECLS
