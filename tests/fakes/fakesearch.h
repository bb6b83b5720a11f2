// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historysearch.h"

#include <QPromise>

#include <memory>
#include <vector>

namespace tabletalk {

//! A search that notes what was asked and is answered by the test.
class FakeSearch : public HistorySearch {
public:
    std::vector<SearchQuery> queries;
    int cancelled = 0;

    QFuture<Result<SearchResult>> search(const SearchQuery &query) override
    {
        queries.push_back(query);
        m_promises.push_back(std::make_shared<QPromise<Result<SearchResult>>>());
        m_promises.back()->start();
        return m_promises.back()->future();
    }
    void cancelSearch() override { ++cancelled; }

    //! Answers the query that was asked as number `index`.
    void answer(std::size_t index, const Result<SearchResult> &result)
    {
        m_promises.at(index)->addResult(result);
        m_promises.at(index)->finish();
    }

private:
    std::vector<std::shared_ptr<QPromise<Result<SearchResult>>>> m_promises;
};

} // namespace tabletalk
