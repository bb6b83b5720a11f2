// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"
#include "conversation/turncontent.h"

#include <QString>

#include <memory>

class QMimeData;

namespace tabletalk {

//! Gathers what is copied, turn by turn, in three forms: plain text (tables as tab-separated lines, which
//! spreadsheets take as cells), markdown (the source itself wherever whole blocks are copied) and HTML.
class CopiedText {
public:
    void add(const Turn &turn, const TurnContent &content, const BlockRange &range);

    const QString &plain() const { return m_plain; }
    const QString &markdown() const { return m_markdown; }
    const QString &html() const { return m_html; }
    std::unique_ptr<QMimeData> toMimeData() const;

private:
    QString m_plain;
    QString m_markdown;
    QString m_html;
};

} // namespace tabletalk
