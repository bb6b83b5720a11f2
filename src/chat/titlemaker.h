// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatservices.h"
#include "requestrecord.h"
#include "spending.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace tabletalk {

class Conversations;
class Settings;

//! Asks a model for a conversation's title after its first exchange, where the settings say so: it costs
//! money. A title that a person gave is never touched, temporary conversations are left alone, one request is
//! made for each conversation and never repeated, and nothing is said when it fails: the title from the first
//! words stays. Window thread.
class TitleMaker : public QObject {
    Q_OBJECT
public:
    //! All outlive it.
    TitleMaker(Conversations &conversations, const ChatServices &services, const Settings &settings,
               QObject *parent = nullptr);
    ~TitleMaker() override;

    //! What a title costs at most, or nearly; empty when the model's prices are not known.
    static std::optional<Money> highestPrice(const ModelInfo &model);

private:
    //! A title that is being asked for.
    struct Asked {
        std::unique_ptr<CompletionStream> stream;
        RequestRecord record;
        QString before; //!< the title it is to take the place of
        QString text; //!< as it arrives
        SpendingReservation reservation; //!< none without caps
    };

    void consider(ConversationId conversation, TurnId answer);
    void askIfAllowed(ConversationId conversation, const KeyInUse &key, const QString &exchange,
                      TurnId answer);
    void ask(ConversationId conversation, const KeyInUse &key, const QString &exchange, TurnId answer);
    void finish(ConversationId conversation, const CompletionOutcome &outcome);

    Conversations &m_conversations;
    ChatServices m_services;
    const Settings &m_settings;
    std::map<ConversationId, Asked> m_asked;
};

} // namespace tabletalk
