/* kab-promotion.h: what lowers prices for a while, or for one person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document.h"

G_BEGIN_DECLS

#define KAB_TYPE_PROMOTION (kab_promotion_get_type ())
G_DECLARE_FINAL_TYPE (KabPromotion, kab_promotion, KAB, PROMOTION, KabRecord)

const char *kab_promotion_get_id (KabPromotion *self);
const char *kab_promotion_get_title (KabPromotion *self);
const char *kab_promotion_get_text (KabPromotion *self);
gint64 kab_promotion_get_percent (KabPromotion *self);
const char *kab_promotion_get_group (KabPromotion *self);
const char *kab_promotion_get_group_title (KabPromotion *self);
const char *kab_promotion_get_maker (KabPromotion *self);
GDateTime *kab_promotion_get_from (KabPromotion *self);
GDateTime *kab_promotion_get_until (KabPromotion *self);
KabDocumentState *kab_promotion_get_state (KabPromotion *self);
gint64 kab_promotion_get_members (KabPromotion *self);
GListModel *kab_promotion_get_actions (KabPromotion *self); /* of KabAction */

/* The discount of this person, in percent. */
#define KAB_TYPE_DISCOUNT (kab_discount_get_type ())
G_DECLARE_FINAL_TYPE (KabDiscount, kab_discount, KAB, DISCOUNT, KabRecord)

gint64 kab_discount_get_percent (KabDiscount *self);
const char *kab_discount_get_reason (KabDiscount *self);

#define KAB_TYPE_PROMOTION_LIST (kab_promotion_list_get_type ())
G_DECLARE_FINAL_TYPE (KabPromotionList, kab_promotion_list, KAB, PROMOTION_LIST, KabRecord)

GListModel *kab_promotion_list_get_items (KabPromotionList *self); /* of KabPromotion */
KabDiscount *kab_promotion_list_get_discount (KabPromotionList *self);
KabAction *kab_promotion_list_get_create (KabPromotionList *self);

G_END_DECLS
