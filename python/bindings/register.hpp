/// @file
/// What each bind_ file offers to core.cpp.
#pragma once

#include <pybind11/pybind11.h>

void register_time(pybind11::module_& m);
void register_action_parts(pybind11::module_& m);
void register_gates(pybind11::module_& m);
void register_programmes(pybind11::module_& m);
void register_schemes(pybind11::module_& m);
void register_monitoring(pybind11::module_& m);
void register_series(pybind11::module_& m);
void register_measure(pybind11::module_& m);
void register_figure(pybind11::module_& m);
void register_assess(pybind11::module_& m);
void register_audit(pybind11::module_& m);
void register_outlook(pybind11::module_& m);
void register_plan(pybind11::module_& m);
void register_savings(pybind11::module_& m);
void register_savings_charts(pybind11::module_& m);
void register_appraisal(pybind11::module_& m);
void register_simulation(pybind11::module_& m);
void register_spc(pybind11::module_& m);
void register_statistics(pybind11::module_& m);
void register_comparison(pybind11::module_& m);
void register_trend(pybind11::module_& m);
void register_grouped_statistics(pybind11::module_& m);
void register_two_samples(pybind11::module_& m);
void register_two_scorecards(pybind11::module_& m);
void register_risks(pybind11::module_& m);
void register_rate_decomposition(pybind11::module_& m);
void register_standardise(pybind11::module_& m);
void register_report(pybind11::module_& m);
void register_versions(pybind11::module_& m);
void register_units(pybind11::module_& m);
void register_wording(pybind11::module_& m);
void register_words(pybind11::module_& m);
