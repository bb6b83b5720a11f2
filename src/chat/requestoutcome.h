// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "requestrecord.h"

namespace tabletalk {

class ModelCatalog;

//! The completion's usage with its cost: as it was reported, else as the prices that `models`, if there is
//! one, lists make it, which is marked.
Usage usageWithCost(const CompletionOutcome &outcome, const QString &requestedModel,
                    const ModelCatalog *models);
//! Notes how a request's completion ended, with its times, usage and cost: as it was reported, else as the
//! prices that `models`, if there is one, lists make it.
void noteOutcome(RequestRecord &record, const CompletionOutcome &outcome, const ModelCatalog *models);

} // namespace tabletalk
