// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A list that the box gives page by page, as far as it was read, and how it stays where it is while
// it changes: when it is to be read again, the first page and those in view are asked for once
// more, each takes the place of what it covers, and all the rest stays. Pure. For the UI thread.
namespace alcove::flows::room {

template <class Line>
class PagedList {
 public:
  // The order in which the box gives the lines, strictly: no two are alike.
  using Before = bool (*)(const Line&, const Line&);
  using Word = std::optional<std::string>;  // what a page is asked for with; none: the first

  // `lines` are filled here, and outlive the list.
  PagedList(std::vector<Line>& lines, Before before) : lines_(lines), before_(before) {}

  // Every page may have changed. What was asked for before, and comes after, does not show it.
  void mark_stale() {
    for (Page& page : pages_) page.stale = true;
    refused_ = false;
    ++round_;
  }
  // To be kept with a question and given back with its answer.
  std::uint64_t round() const { return round_; }
  void want_more() { more_wanted_ = true; }
  bool has_more() const { return next_.has_value(); }

  // The page to ask for now, if any: the first, then those with lines in [first, end), then the
  // next one where more is wanted.
  std::optional<Word> due(std::size_t first, std::size_t end) const {
    if (refused_) return std::nullopt;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const bool in_view = i == 0 || (begin_of(i) < end && end_of(i) > first);
      if (pages_[i].stale && in_view) return pages_[i].word;
    }
    if (more_wanted_ && next_) return next_;
    return std::nullopt;
  }

  // `asked_in` is the round in which the page was asked for: an older one is shown and stays stale.
  void take(const Word& word, const std::vector<Line>& page, const Word& next,
            std::uint64_t asked_in) {
    const std::size_t index = index_of(word);
    if (index == pages_.size() && (!next_ || word != next_)) return;  // it is no page any more
    if (index == pages_.size()) pages_.push_back({word, last_line(), true});
    const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(begin_of(index));
    // What comes after the page's last line is told by the pages behind it.
    const auto end = !next || page.empty()
                         ? lines_.end()
                         : std::partition_point(begin, lines_.end(), [&](const Line& line) {
                             return !before_(page.back(), line);
                           });
    const bool is_last = index + 1 == pages_.size();
    std::vector<Line> rest(end, lines_.end());
    if (is_last && next) rest.clear();  // lines behind the last page are the next one's
    lines_.erase(begin, lines_.end());
    lines_.insert(lines_.end(), page.begin(), page.end());
    lines_.insert(lines_.end(), rest.begin(), rest.end());
    pages_[index].stale = asked_in != round_;
    if (!next) pages_.resize(index + 1, Page{});
    if (is_last || !next) next_ = next;
    if (is_last) more_wanted_ = false;
  }

  // The box refused, or was not there: nothing is asked for again until it is stale anew.
  void refused(std::uint64_t asked_in) { refused_ = asked_in == round_; }

 private:
  struct Page {
    Word word{};
    std::optional<Line> after{};  // it begins behind this line
    bool stale = true;
  };

  std::size_t begin_of(std::size_t page) const {
    if (page >= pages_.size()) return lines_.size();
    if (!pages_[page].after) return 0;
    const auto found = std::partition_point(lines_.begin(), lines_.end(), [&](const Line& line) {
      return !before_(*pages_[page].after, line);
    });
    return static_cast<std::size_t>(found - lines_.begin());
  }
  std::size_t end_of(std::size_t page) const { return begin_of(page + 1); }
  std::size_t index_of(const Word& word) const {
    const auto found = std::find_if(pages_.begin(), pages_.end(),
                                    [&](const Page& page) { return page.word == word; });
    return static_cast<std::size_t>(found - pages_.begin());
  }
  std::optional<Line> last_line() const {
    return lines_.empty() ? std::nullopt : std::optional<Line>(lines_.back());
  }

  std::vector<Line>& lines_;
  const Before before_;
  std::vector<Page> pages_{Page{}};
  Word next_;
  bool more_wanted_ = false;
  bool refused_ = false;
  std::uint64_t round_ = 0;
};

}  // namespace alcove::flows::room
