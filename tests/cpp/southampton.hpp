/// @file
/// This city's transformation programme of 2024, as printed: seven portfolios, 28 programmes, five years.
#pragma once

#include <string>
#include <vector>

#include "headway/savings/assemble_plan.hpp"

namespace headway::test {

inline PlanRows southampton_rows() {
    return {.programmes =
                {
                    {.portfolio = "Adult Social Care & Health", .programme = "Living and Ageing Well", .expected = 7.45, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Adult Social Care & Health", .programme = "Whole Life Pathways", .expected = 2.8, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Adult Social Care & Health", .programme = "Service Redesign and Productivity", .expected = 2.9, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Adult Social Care & Health", .programme = "Commissioning", .expected = 1.5, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Adult Social Care & Health", .programme = "CareTec", .fund = "", .next_step = "updated business case after phase"},
                    {.portfolio = "Adult Social Care & Health", .programme = "Case Management System Replacement", .fund = "", .next_step = "updated business case after phase"},
                    {.portfolio = "Children's Services", .programme = "Managing Demand", .expected = 2.8, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Children's Services", .programme = "Right Child Right Home", .expected = 4.1, .fund = "general fund", .next_step = "in delivery, case update possible"},
                    {.portfolio = "Children's Services", .programme = "Early Years Support & Prevention (Family Hubs)", .expected = 1.0, .fund = "general fund", .next_step = "updated business case"},
                    {.portfolio = "Schools & SEND", .programme = "Reduction in SEND Demand", .fund = "dedicated schools grant", .next_step = "in delivery, case update possible"},
                    {.portfolio = "Schools & SEND", .programme = "Improving Educational Outcomes", .fund = "", .next_step = "updated business case"},
                    {.portfolio = "Schools & SEND", .programme = "School Travel Service", .expected = 1.8, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Customer & Community", .programme = "Community Prevention", .fund = "", .next_step = "updated business case"},
                    {.portfolio = "Customer & Community", .programme = "Service Centre", .expected = 1.0, .fund = "general fund", .next_step = "in delivery"},
                    {.portfolio = "Enabling Excellence", .programme = "Asset Development & Disposal Programme (ADDP)", .expected = 2.0, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Enabling Excellence", .programme = "Reshaping Financial Management", .fund = "", .next_step = "full business case"},
                    {.portfolio = "Enabling Excellence", .programme = "People & Culture", .fund = "", .next_step = "full business case"},
                    {.portfolio = "Enabling Excellence", .programme = "Data & Digital", .fund = "", .next_step = "updated outline business case"},
                    {.portfolio = "Enabling Excellence", .programme = "Enabling & Strategic Core", .expected = 2.0, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Growth & Prosperity", .programme = "Growth & Prosperity Plans", .fund = "", .next_step = "regional strategy approval"},
                    {.portfolio = "Growth & Prosperity", .programme = "Service Redesign & Productivity", .expected = 2.0, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Service Productivity & Redesign", .expected = 1.3, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Good Landlord", .fund = "housing revenue account", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Homelessness Prevention", .expected = 3.0, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Parking & Traffic Management", .expected = 2.0, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Regulatory Services Development", .expected = 0.5, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Waste, Fleet & City Services", .expected = 2.0, .fund = "general fund", .next_step = "updated outline business case"},
                    {.portfolio = "Resident Services", .programme = "Leisure Strategy", .expected = 2.5, .fund = "general fund", .next_step = "updated outline business case"},
                },
            .confidence =
                {
                    {.portfolio = "Adult Social Care & Health", .expected = 14.65, .levels = {12.75, 1.9, 0.0}},
                    {.portfolio = "Children's Services", .expected = 7.9, .levels = {6.2, 1.47, 0.23}},
                    {.portfolio = "Customer & Community", .expected = 1.0, .levels = {0.76, 0.24, 0.0}},
                    {.portfolio = "Enabling Excellence", .expected = 4.0, .levels = {0.0, 1.97, 2.03}},
                    {.portfolio = "Growth & Prosperity", .expected = 2.0, .levels = {0.0, 0.39, 1.61}},
                    {.portfolio = "Resident Services", .expected = 11.3, .levels = {1.57, 5.93, 3.8}},
                    {.portfolio = "Schools & SEND", .expected = 1.8, .levels = {1.8, 0.0, 0.0}},
                },
            .profile = {
                {.portfolio = "Adult Social Care & Health", .year = "2024/25", .run_rate = 2.24},
                {.portfolio = "Adult Social Care & Health", .year = "2025/26", .run_rate = 13.9},
                {.portfolio = "Adult Social Care & Health", .year = "2026/27", .run_rate = 17.0},
                {.portfolio = "Adult Social Care & Health", .year = "2027/28", .run_rate = 17.0},
                {.portfolio = "Adult Social Care & Health", .year = "2028/29", .run_rate = 17.0},
                {.portfolio = "Children's Services", .year = "2024/25", .run_rate = 2.7},
                {.portfolio = "Children's Services", .year = "2025/26", .run_rate = 6.55},
                {.portfolio = "Children's Services", .year = "2026/27", .run_rate = 9.17},
                {.portfolio = "Children's Services", .year = "2027/28", .run_rate = 9.17},
                {.portfolio = "Children's Services", .year = "2028/29", .run_rate = 9.17},
                {.portfolio = "Schools & SEND", .year = "2024/25", .run_rate = 1.32},
                {.portfolio = "Schools & SEND", .year = "2025/26", .run_rate = 2.56},
                {.portfolio = "Schools & SEND", .year = "2026/27", .run_rate = 3.21},
                {.portfolio = "Schools & SEND", .year = "2027/28", .run_rate = 3.67},
                {.portfolio = "Schools & SEND", .year = "2028/29", .run_rate = 3.67},
                {.portfolio = "Growth & Prosperity", .year = "2024/25", .run_rate = 0.0},
                {.portfolio = "Growth & Prosperity", .year = "2025/26", .run_rate = 0.39},
                {.portfolio = "Growth & Prosperity", .year = "2026/27", .run_rate = 0.39},
                {.portfolio = "Growth & Prosperity", .year = "2027/28", .run_rate = 0.39},
                {.portfolio = "Growth & Prosperity", .year = "2028/29", .run_rate = 0.39},
                {.portfolio = "Resident Services", .year = "2024/25", .run_rate = 0.64},
                {.portfolio = "Resident Services", .year = "2025/26", .run_rate = 5.94},
                {.portfolio = "Resident Services", .year = "2026/27", .run_rate = 6.63},
                {.portfolio = "Resident Services", .year = "2027/28", .run_rate = 8.0},
                {.portfolio = "Resident Services", .year = "2028/29", .run_rate = 8.39},
                {.portfolio = "Customer & Community", .year = "2024/25", .run_rate = 0.3},
                {.portfolio = "Customer & Community", .year = "2025/26", .run_rate = 0.76},
                {.portfolio = "Customer & Community", .year = "2026/27", .run_rate = 1.0},
                {.portfolio = "Customer & Community", .year = "2027/28", .run_rate = 1.0},
                {.portfolio = "Customer & Community", .year = "2028/29", .run_rate = 1.01},
                {.portfolio = "Enabling Excellence", .year = "2024/25", .run_rate = 0.1},
                {.portfolio = "Enabling Excellence", .year = "2025/26", .run_rate = 1.94},
                {.portfolio = "Enabling Excellence", .year = "2026/27", .run_rate = 1.97},
                {.portfolio = "Enabling Excellence", .year = "2027/28", .run_rate = 1.97},
                {.portfolio = "Enabling Excellence", .year = "2028/29", .run_rate = 1.97},
            }};
}

inline SavingsPlan southampton() { return assemble_plan(southampton_rows(), {.version = "transformation programme 2024"}); }

}  // namespace headway::test
