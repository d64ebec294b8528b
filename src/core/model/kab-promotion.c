/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "kab-promotion.h"

static const KabMember kab_promotion_members[] = {
  { "id", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "title", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "text", KAB_MEMBER_STRING, KAB_REQUIRED },
  { "percent", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "group", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "group_title", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "maker", KAB_MEMBER_STRING, KAB_OPTIONAL },
  { "from", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "until", KAB_MEMBER_DATE_TIME, KAB_REQUIRED },
  { "state", KAB_MEMBER_RECORD, KAB_REQUIRED, kab_document_state_get_type },
  { "members", KAB_MEMBER_INTEGER, KAB_OPTIONAL },
  { "actions", KAB_MEMBER_LIST, KAB_REQUIRED, kab_action_get_type },
};

KAB_DEFINE_RECORD (KabPromotion, kab_promotion)

KAB_GET_STRING (KabPromotion, kab_promotion, id)
KAB_GET_STRING (KabPromotion, kab_promotion, title)
KAB_GET_STRING (KabPromotion, kab_promotion, text)
KAB_GET_INTEGER (KabPromotion, kab_promotion, percent)
KAB_GET_STRING (KabPromotion, kab_promotion, group)
KAB_GET_STRING (KabPromotion, kab_promotion, group_title)
KAB_GET_STRING (KabPromotion, kab_promotion, maker)
KAB_GET_DATE_TIME (KabPromotion, kab_promotion, from)
KAB_GET_DATE_TIME (KabPromotion, kab_promotion, until)
KAB_GET_RECORD (KabPromotion, kab_promotion, KabDocumentState, state)
KAB_GET_INTEGER (KabPromotion, kab_promotion, members)
KAB_GET_LIST (KabPromotion, kab_promotion, actions)

static const KabMember kab_discount_members[] = {
  { "percent", KAB_MEMBER_INTEGER, KAB_REQUIRED },
  { "reason", KAB_MEMBER_STRING, KAB_REQUIRED },
};

KAB_DEFINE_RECORD (KabDiscount, kab_discount)

KAB_GET_INTEGER (KabDiscount, kab_discount, percent)
KAB_GET_STRING (KabDiscount, kab_discount, reason)

static const KabMember kab_promotion_list_members[] = {
  { "items", KAB_MEMBER_LIST, KAB_REQUIRED, kab_promotion_get_type },
  { "discount", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_discount_get_type },
  { "create", KAB_MEMBER_RECORD, KAB_OPTIONAL, kab_action_get_type },
};

KAB_DEFINE_RECORD (KabPromotionList, kab_promotion_list)

KAB_GET_LIST (KabPromotionList, kab_promotion_list, items)
KAB_GET_RECORD (KabPromotionList, kab_promotion_list, KabDiscount, discount)
KAB_GET_RECORD (KabPromotionList, kab_promotion_list, KabAction, create)
