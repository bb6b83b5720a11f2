// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "attachmentservice.h"
#include "completion.h"
#include "currentendpoint.h"
#include "historystore.h"
#include "modelcatalog.h"

namespace tabletalk {

class Spending;
class TableTools;

//! What a session works with; all outlive it.
struct ChatServices {
    HistoryStore &history;
    CompletionService &completions;
    ApiKeys &keys;
    CurrentEndpoint &endpoint;
    AttachmentService *attachments = nullptr; //!< none: nothing can be attached
    const ModelCatalog *models = nullptr; //!< none: nothing is known of any model
    TableTools *tools = nullptr; //!< none: models cannot query tables
    Spending *spending = nullptr; //!< none: there are no caps
};

} // namespace tabletalk
