// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "modelinfo.h"

#include <QStringList>

namespace tabletalk {

//! What a person typed to find a model: words in any order, each to be found in its name, id or provider.
class ModelSearch {
public:
    explicit ModelSearch(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    //! How well the model answers: more is better, 0 is not at all. Without words every model scores 1.
    int score(const ModelInfo &model) const;

private:
    QStringList m_words;
};

} // namespace tabletalk
