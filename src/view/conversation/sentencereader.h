// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

namespace tabletalk {

//! Cuts text that is still being written into what can be read aloud: whole sentences, and whole lines of
//! what has none. Looks at new text only.
class SentenceReader {
public:
    //! What has become whole in the markdown `text` since the last call, as plain text; when the text
    //! `isFinished`, all that is left. Empty if there is nothing new.
    QString take(QStringView text, bool isFinished);

private:
    qsizetype m_read = 0; // given out
    qsizetype m_looked = 0; // known to end no sentence
};

} // namespace tabletalk
