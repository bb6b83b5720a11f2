// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tabletalk {

//! A text as the search compares it: without case, without accents, full-width letters as usual ones.
struct FoldedText {
    QString text;
    std::vector<qsizetype> origins; //!< by position in `text`: where in the original it came from
};
FoldedText fold(QStringView text);

//! The words of a text as the index holds them, each once. Where words are not separated (Chinese,
//! Japanese, Korean) every two neighbours are one, and the last character of such a run is one by itself.
//! A word that is too long to be one is cut.
QStringList indexWords(QStringView text);

//! What a person typed into the search.
struct SearchWords {
    struct Term {
        QString folded; //!< one word or, if exact, everything between the quotes with single spaces
        bool isExact = false;
    };
    QList<Term> terms;

    static SearchWords parse(const QString &typed);
    //! The terms for the index: every word must be there, a plain one as the beginning of a longer one.
    QString indexQuery() const;
    //! Where the terms are in a text, ascending, not overlapping; by position in the folded text. Empty if
    //! an exact one is nowhere.
    struct Found {
        qsizetype start = 0;
        qsizetype length = 0;
        bool isWholeWord = false;
    };
    std::optional<QList<Found>> find(const QString &folded) const;
};

} // namespace tabletalk
