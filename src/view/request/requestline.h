// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nextrequest.h"

#include <QToolButton>

namespace tabletalk {

//! One quiet line beside the status that says what the next request sends; pressed, it wants to show it. Ends
//! in an ellipsis where it has no room, and is empty while there is nothing to send.
class RequestLine : public QToolButton {
    Q_OBJECT
public:
    explicit RequestLine(QWidget *parent = nullptr);

    //! `modelName` is who does not take it, where it does not fit.
    void showSummary(const std::optional<NextRequest::Summary> &summary, const QString &modelName);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

//! "3 earlier messages, schema of 2 tables, 6 rows, about 1,240 tokens"
QString requestSentence(const NextRequest::Summary &summary);

} // namespace tabletalk
