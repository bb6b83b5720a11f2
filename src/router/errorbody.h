// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "httpvalues.h"

#include <QJsonObject>
#include <QStringList>

namespace tabletalk {

//! What a server said of a failure, whichever shape it chose: the Router's own, a provider's inside it,
//! the platform's that shares its host, plain text, or a web page. All texts are plain and short.
struct ErrorBody {
    enum class Shape { Nothing, Json, Text, WebPage };
    Shape shape = Shape::Nothing;
    QString message;
    int status = 0; //!< error.code where it is a number
    QString code; //!< error.code where it is a word, else error.type
    QString type; //!< metadata.error_type
    QString provider; //!< the provider behind the Router that failed
    QStringList reasons; //!< of a moderation
    QString flaggedInput;
    QString raw; //!< everything that was said, for those who ask; a few thousand characters at most
    HttpHeaders headers; //!< of the provider's reply, where they are passed on

    //! A whole body, however malformed.
    static ErrorBody fromBytes(const QByteArray &body);
    //! The member `error` of a reply or of a chunk.
    static ErrorBody fromMember(const QJsonValue &error);
    static ErrorBody fromDocument(const QJsonObject &document);
};

} // namespace tabletalk
