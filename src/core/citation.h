// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace tabletalk {

//! A source that an answer names.
struct Citation {
    QUrl url; //!< http or https
    QString title; //!< plain text; the host where none was given
    bool operator==(const Citation &) const = default;
};

//! The sources among an answer's annotations, each once, in the order of their first mention.
QList<Citation> citationsIn(const QJsonArray &annotations);

} // namespace tabletalk
