/// @file
/// A correlation matrix, and the factor that gives independent normal numbers its correlations.
///
///     x = L e,   L lower triangular with L L' = the matrix,   e independent
///
/// Made of all its numbers, of one number for every pair (equicorrelation), or of named pairs, all others 0. It must be
/// a correlation matrix: symmetric, ones on the diagonal, no number beyond -1 to 1, and positive semi-definite, because
/// correlations can contradict one another (what goes with A and with B cannot do so where A goes against B). A matrix
/// on the edge is accepted: all ones is one common factor, and so is a pair at 1 or at -1.
///
/// Method: Cholesky's, row by row, in double precision with a fixed order of sums. A pivot within `tolerance` of 0 ends
/// its column, and what is left of the column must be 0 too, as in any semi-definite matrix; the smallest eigenvalue,
/// named where a matrix is refused, is found by bisection: the largest number that can be taken off the diagonal.
///
/// Why not Eigen: its LLT refuses semi-definite matrices (all ones); its LDLT takes them with pivots, and its factor is
/// then not triangular in the order of the names; and it adds up in an order that depends on how wide the vectors of a
/// processor are, where draws of one seed are the same to the last bit everywhere. Where both have a factor they differ
/// by 3e-16 at 30 names and 6e-16 at 100, and reproduce the matrix equally well. Its SelfAdjointEigenSolver is faster
/// (0.05 ms against 3 at 30 names, 3 ms against 19 at 100) and agrees to 1e-9, but serves one number of one message,
/// and costs every program that includes this header two thirds of what all of headway's headers cost to compile.
///
/// Errors: the above, naming the pair or, of contradictions, the first name that does not fit and the smallest
/// eigenvalue; a pair of unknown names, of one name with itself, or given twice.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The correlation of two things by their names.
struct CorrelatedPair {
    std::string first{};
    std::string second{};
    double correlation = 0.0;
};

namespace detail {

inline constexpr double semi_definite_tolerance = 1e-12;

struct LowerFactor {
    std::vector<double> rows{};
    std::size_t first_without = 0;  ///< the first row that has none, or the size
};

/// Cholesky's factor of a matrix less `shift` on its diagonal, row by row.
[[nodiscard]] inline LowerFactor lower_factor(const std::vector<double>& matrix, std::size_t size, double shift) {
    std::vector<double> lower(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        const auto rest = [&](std::size_t j) {
            double sum = matrix[i * size + j];
            for (std::size_t k = 0; k < j; ++k) sum -= lower[i * size + k] * lower[j * size + k];
            return sum;
        };
        for (std::size_t j = 0; j < i; ++j) {
            const double pivot = lower[j * size + j], left = rest(j);
            if (pivot > 0.0) lower[i * size + j] = left / pivot;
            else if (std::fabs(left) > std::sqrt(semi_definite_tolerance)) return {std::move(lower), i};
        }
        const double left = rest(i) - shift;
        if (left < -semi_definite_tolerance) return {std::move(lower), i};
        lower[i * size + i] = left > semi_definite_tolerance ? std::sqrt(left) : 0.0;
    }
    return {std::move(lower), size};
}

/// Of a matrix with ones on the diagonal.
[[nodiscard]] inline double smallest_eigenvalue(const std::vector<double>& matrix, std::size_t size) {
    double below = -static_cast<double>(size), above = 1.0;
    while (above - below > 1e-9) {
        const double half = (below + above) / 2.0;
        (lower_factor(matrix, size, half).first_without == size ? below : above) = half;
    }
    return below;
}

}  // namespace detail

/// See the head of this file. The default is no correlation at all, for any number of things.
class Correlation {
public:
    Correlation() = default;

    /// @param matrix row by row; @param names what messages call them, or none
    /// @throws Error for what is no correlation matrix.
    explicit Correlation(std::vector<double> matrix, const std::vector<std::string>& names = {})
        : matrix_(std::move(matrix)) {
        size_ = static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(matrix_.size()))));
        if (size_ * size_ != matrix_.size() || (!names.empty() && names.size() != size_))
            throw Error("correlation: found " + std::to_string(matrix_.size()) + " numbers; accepted: a square matrix" +
                        (names.empty()
                             ? std::string()
                             : " of " + std::to_string(names.size()) + " by " + std::to_string(names.size())));
        const auto name = [&](std::size_t i) { return names.empty() ? std::to_string(i) : headway::quoted(names[i]); };
        Problems problems;
        for (std::size_t i = 0; i < size_; ++i) {
            if (!(std::fabs(at(i, i) - 1.0) <= 1e-9))
                problems.add("correlation: found " + shown(at(i, i)) + " of " + name(i) +
                             " with itself; accepted: 1");
            for (std::size_t j = 0; j < i; ++j) {
                const std::string pair = " between " + name(j) + " and " + name(i);
                if (!(std::fabs(at(i, j)) <= 1.0) || !(std::fabs(at(j, i)) <= 1.0))
                    problems.add("correlation: found " + shown(at(i, j)) + pair + "; accepted: from -1 to 1");
                else if (std::fabs(at(i, j) - at(j, i)) > 1e-9)
                    problems.add("correlation: found " + shown(at(j, i)) + pair + " and " +
                                 shown(at(i, j)) + " the other way round; accepted: a symmetric matrix");
            }
        }
        problems.raise_if_any();
        for (std::size_t i = 0; i < size_; ++i) matrix_[i * size_ + i] = 1.0;  // a rounding off is one
        detail::LowerFactor factor = detail::lower_factor(matrix_, size_, 0.0);
        lower_ = std::move(factor.rows);
        if (factor.first_without != size_)
            throw Error("correlation: found correlations that contradict one another (the smallest eigenvalue is " +
                        shown(detail::smallest_eigenvalue(matrix_, size_)) + "); those of " +
                        name(factor.first_without) +
                        " do not fit those before it; accepted: a positive semi-definite matrix, for example the same "
                        "pairs with smaller numbers");
    }

    /// One number for every pair. @throws Error for a number below -1 / (size - 1) or above 1.
    [[nodiscard]] static Correlation equal(std::size_t size, double correlation) {
        const double lowest = size > 1 ? -1.0 / static_cast<double>(size - 1) : -1.0;
        if (!(correlation >= lowest - 1e-12 && correlation <= 1.0))
            throw Error("correlation: found " + shown(correlation) + " between every two of " +
                        std::to_string(size) + "; accepted: from " + shown(lowest) +
                        " (no more than that can go against one another) to 1");
        std::vector<double> matrix(size * size, correlation);
        for (std::size_t i = 0; i < size; ++i) matrix[i * size + i] = 1.0;
        return Correlation(std::move(matrix));
    }

    /// Named pairs, all others 0. @throws Error: see the head of this file.
    [[nodiscard]] static Correlation of_pairs(const std::vector<std::string>& names,
                                              const std::vector<CorrelatedPair>& pairs) {
        const std::size_t size = names.size();
        std::vector<double> matrix(size * size, 0.0);
        std::vector<bool> given(size * size, false);
        for (std::size_t i = 0; i < size; ++i) matrix[i * size + i] = 1.0;
        Problems problems;
        const auto position = [&](const std::string& name) {  // the size: it is none of the names, which is noted
            const auto found = std::find(names.begin(), names.end(), name);
            if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
            const std::string near = nearest(name, names);
            problems.add("correlation: found the name " + headway::quoted(name) + "; accepted: the name of a saving" +
                         (near.empty() ? std::string() : " (did you mean " + headway::quoted(near) + "?)"));
            return size;
        };
        for (const CorrelatedPair& pair : pairs) {
            const std::size_t first = position(pair.first), second = position(pair.second);
            if (first == size || second == size) continue;
            const std::string both = headway::quoted(pair.first) + " and " + headway::quoted(pair.second);
            if (first == second)
                problems.add("correlation: found " + headway::quoted(pair.first) +
                             " with itself; accepted: pairs of two different savings");
            else if (given[first * size + second])
                problems.add("correlation: found the pair " + both + " twice; accepted: each pair once");
            if (first != second)
                matrix[first * size + second] = matrix[second * size + first] = pair.correlation;
            given[first * size + second] = given[second * size + first] = true;
        }
        problems.raise_if_any();
        return Correlation(std::move(matrix), names);
    }

    /// How many things it is of; 0: of any number, none correlated.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The correlation of two things by position.
    [[nodiscard]] double operator()(std::size_t i, std::size_t j) const {
        return size_ == 0 ? (i == j ? 1.0 : 0.0) : matrix_.at(i * size_ + j);
    }

    /// The factor L, row by row; zeros above the diagonal.
    [[nodiscard]] const std::vector<double>& lower() const noexcept { return lower_; }

    /// Of some of the things alone, in the order given.
    [[nodiscard]] Correlation among(const std::vector<std::size_t>& kept) const {
        std::vector<double> matrix;
        for (const std::size_t i : kept)
            for (const std::size_t j : kept) matrix.push_back((*this)(i, j));
        return Correlation(std::move(matrix));
    }

    /// The same with so many things more behind them, which are correlated with none; of any number it stays that.
    [[nodiscard]] Correlation beside(std::size_t more) const {
        if (size_ == 0) return *this;
        const std::size_t all = size_ + more;
        std::vector<double> matrix(all * all, 0.0);
        for (std::size_t i = 0; i < all; ++i)
            for (std::size_t j = 0; j < all; ++j)
                matrix[i * all + j] = i < size_ && j < size_ ? at(i, j) : i == j ? 1.0 : 0.0;
        return Correlation(std::move(matrix));
    }

private:
    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return matrix_[i * size_ + j]; }

    std::size_t size_ = 0;
    std::vector<double> matrix_{};
    std::vector<double> lower_{};
};

}  // namespace headway::stats
