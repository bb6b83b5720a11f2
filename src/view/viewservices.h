// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tabletalk {

class ApiKeys;
class AttachmentService;
class CompletionService;
class ConversationTransfer;
class Conversations;
class CurrentEndpoint;
class FormulaBook;
class HistoryBackups;
class HistorySearch;
class HistoryStore;
class ModelCatalog;
class RequestWriter;
class RouterInfo;
class Settings;
class TableService;
class UsageHistory;

//! What the windows work with; all of it outlives them.
struct ViewServices {
    Conversations &conversations;
    HistoryStore &history;
    HistorySearch &search;
    HistoryBackups &backups;
    UsageHistory &usage;
    ConversationTransfer &transfer;
    ApiKeys &keys;
    CurrentEndpoint &endpoint;
    ModelCatalog &models;
    RouterInfo &router;
    CompletionService &completions;
    Settings &settings;
    bool isDemo = false;
    AttachmentService *attachments = nullptr; //!< none: nothing can be attached
    FormulaBook *formulas = nullptr; //!< none: they are shown as their source
    TableService *tables = nullptr; //!< none: tables cannot be looked at
    const RequestWriter *requests = nullptr; //!< none: what would be sent cannot be read before
};

} // namespace tabletalk
