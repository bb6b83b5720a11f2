// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "queryservice.h"

#include <QPromise>

#include <memory>
#include <vector>

namespace tabletalk {

//! Keeps what it was asked; each query ends when the test says so.
class FakeQueries : public QueryService {
public:
    using Running = QPromise<Result<QueryAnswer>>;

    std::vector<QueryOrder> orders;
    std::vector<std::shared_ptr<Running>> running; //!< in the order of `orders`

    QFuture<Result<QueryAnswer>> run(const QueryOrder &order) override
    {
        orders.push_back(order);
        running.push_back(std::make_shared<Running>());
        running.back()->start();
        return running.back()->future();
    }

    void finish(size_t index, const Result<QueryAnswer> &result)
    {
        running.at(index)->addResult(result);
        running.at(index)->finish();
    }
};

} // namespace tabletalk
