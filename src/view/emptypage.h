// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace tabletalk {

//! What a conversation without turns shows: a word of welcome and how to begin.
class EmptyPage : public QWidget {
    Q_OBJECT
public:
    explicit EmptyPage(QWidget *parent = nullptr);

    void setDemo(bool isDemo);
    void setModelName(const QString &name);

private:
    void updateHint();

    QLabel *m_hint;
    QString m_modelName;
    bool m_isDemo = false;
};

} // namespace tabletalk
