// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usage.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace tabletalk {

//! The one spelling of a model id: "interactive/openai/gpt-4o" and "openai/gpt-4o" are one model, and
//! the shorter is kept. The alias "interactive/agent" has no provider behind the prefix and stays whole.
QString canonicalModelId(const QString &id);

//! One entry of GET /models, whichever shape it came in. What the list did not say is empty.
struct ModelInfo {
    QString id; //!< canonical
    QString name; //!< for people; the id when the list has none
    QString provider; //!< display name, "OpenAI"
    QString description;
    QMap<QString, Money> pricePerToken; //!< "input", "output", … : whatever kinds the list names
    std::optional<qint64> contextLength; //!< tokens
    std::optional<qint64> longestAnswer; //!< tokens
    QStringList inputs; //!< "text", "image", "file": what it reads; empty when the list did not say
    QStringList outputs;
    QStringList parameters; //!< "tools", "temperature": the request fields it knows; empty likewise
    qint64 createdSecs = 0; //!< Unix seconds, 0 when unknown

    //! Embedding and rerank models share the list with chat models and have no mark but their id.
    bool isForChat() const;
    //! What these tokens cost by the listed prices; empty where a count or a price that matters is missing.
    //! The bill may say otherwise: lists leave out fees and discounts.
    std::optional<Money> priceOf(const Usage &usage) const;
    bool operator==(const ModelInfo &) const = default;
};

} // namespace tabletalk
