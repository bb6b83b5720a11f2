// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "requestrecord.h"

namespace tabletalk {

class ModelCatalog;

//! Notes how a request's completion ended, with its times, usage and cost: as it was reported, else as the
//! prices that `models`, if there is one, lists make it.
void noteOutcome(RequestRecord &record, const CompletionOutcome &outcome, const ModelCatalog *models);

} // namespace tabletalk
