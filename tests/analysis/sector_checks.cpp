#include "sector_checks.hpp"

namespace qingdan::testing {

const std::vector<SectorCase>& sector_cases() {
    static const std::vector<std::string> composition{
        "waste_composition waste_component=food 55 %", "waste_composition waste_component=paper 8 %",
        "waste_composition waste_component=plastics 15 %", "waste_composition waste_component=other_inert 22 %"};
    static std::vector<std::string> landfill = [] {
        std::vector<std::string> rows{"landfill_methane_recovered landfill_site=managed 5000 t CH4",
                                      "waste_landfilled landfill_site=managed 100 万吨"};
        rows.insert(rows.end(), composition.begin(), composition.end());
        return rows;
    }();
    static const std::vector<std::string> nitrogen{"livestock_population animal=pig 1000 万头",
                                                   "population_rural 6000 万人", "crop_yield crop=wheat 100 万吨"};
    static const std::vector<std::string> budget = [] {
        auto rows = nitrogen;
        rows.insert(rows.begin(), "fertiliser_nitrogen 100 t N");
        return rows;
    }();
    static const std::vector<SectorCase> cases{
        {"clinker-in-cement",
         "",
         {"clinker_produced 7000 万吨", "cement_produced 9800 万吨"},
         "clinker_produced 0.7 万吨"},
        {"intensity.clinker",
         "",
         {"clinker_produced 800 万吨", "fuel_consumed category=1.1.2.4 equipment=other fuel=raw_coal 150 万吨"},
         "clinker_produced 80000 万吨"},
        {"pig-iron-per-steel", "", {"pig_iron_used 100 万吨", "steel_produced 110 万吨"}, "pig_iron_used 1000 万吨"},
        {"fertiliser-per-harvest",
         "",
         {"fertiliser_nitrogen 40000 t N", "crop_yield crop=wheat 100 万吨", "crop_yield crop=maize 60 万吨"},
         "fertiliser_nitrogen 400000 t N"},
        {"two-departments/coal",
         "",
         {"coal_mined mine_class=key_state 60 万吨", "coal_mined mine_class=township 40 万吨",
          "coal_mined mine_class=high_gas 100 万吨",
          "energy_balance balance_row=indigenous_production fuel=raw_coal 98 万吨"},
         "coal_mined mine_class=key_state 70 万吨"},
        {"two-departments/electricity",
         "",
         {"electricity_moved_in power_grid=own 0 亿千瓦时", "electricity_moved_in power_grid=north 30 亿千瓦时",
          "electricity_moved_in power_grid=east 20 亿千瓦时",
          "energy_balance balance_row=moved_in fuel=electricity 50 亿千瓦时"},
         "electricity_moved_in power_grid=own 2 亿千瓦时"},
        {"industry-by-branch-within-balance",
         "fuel=coke",
         {"industry_branch_fuel industry_branch=all_industry fuel=coke 101 万吨",
          "energy_balance balance_row=industry fuel=coke 100 万吨"},
         "industry_branch_fuel industry_branch=all_industry fuel=coke 110 万吨"},
        {"intensity.building-materials",
         "",
         {"cement_produced 1000 万吨", "fuel_consumed category=1.1.2.4 equipment=other fuel=raw_coal 150 万吨"},
         "cement_produced 1000 t"},
        {"intensity.steel",
         "",
         {"steel_produced 100 万吨", "fuel_consumed category=1.1.2.1 equipment=other fuel=coke 60 万吨"},
         "steel_produced 10000 万吨"},
        {"bod-within-cod",
         "water_route=treatment",
         {"domestic_bod water_route=treatment 40 t BOD", "domestic_cod water_route=treatment 100 t COD"},
         "domestic_bod water_route=treatment 400 t BOD"},
        {"sludge-within-cod",
         "water_branch=paper;water_route=treatment",
         {"industrial_sludge_cod water_branch=paper water_route=treatment 30 t COD",
          "industrial_cod water_branch=paper water_route=treatment 100 t COD"},
         "industrial_sludge_cod water_branch=paper water_route=treatment 300 t COD"},
        {"population-adds-up",
         "",
         {"population_rural 60 万人", "population_urban 40 万人", "population_total 100 万人"},
         "population_rural 6 万人"},
        {"waste-per-head", "", {"waste_collected 200 万吨", "population_urban 500 万人"}, "waste_collected 2 万吨"},
        {"waste-disposed-within-collected",
         "",
         {"waste_landfilled landfill_site=managed 150 万吨", "waste_incinerated burnt_waste=msw 40 万吨",
          "waste_collected 200 万吨"},
         "waste_landfilled landfill_site=managed 170 万吨"},
        {"waste-composition-adds-up", "", composition, "waste_composition waste_component=food 5.5 %"},
        {"landfill-recovery-within-generated", "", landfill,
         "landfill_methane_recovered landfill_site=managed 500000 t CH4"},
        {"rice-yield",
         "",
         {"crop_yield crop=rice 60 万吨", "rice_area rice_type=single 100 千公顷"},
         "crop_yield crop=rice 600 万吨"},
        {"straw-fuel-within-produced",
         "",
         {"biomass_burnt biomass=straw stove=improved 20 万吨", "crop_yield crop=wheat 100 万吨"},
         "biomass_burnt biomass=straw stove=improved 2000 万吨"},
        {"straw-nitrogen-within-produced",
         "crop=wheat",
         {"straw_nitrogen_returned crop=wheat 4000 t N", "crop_yield crop=wheat 100 万吨"},
         "straw_nitrogen_returned crop=wheat 400000 t N"},
        {"livestock-systems-add-up",
         "animal=sheep",
         {"livestock_by_system animal=sheep system=grazing 2 万头",
          "livestock_by_system animal=sheep system=intensive 3 万头",
          "livestock_by_system animal=sheep system=household 5 万头", "livestock_population animal=sheep 10 万头"},
         "livestock_by_system animal=sheep system=grazing 20 万头"},
        {"nitrogen-budget-closes", "", budget, "manure_nitrogen 1000 t N"},
        {"water-recovery-within-generated",
         "",
         {"industrial_methane_recovered water_branch=paper water_route=treatment 1 t CH4",
          "industrial_cod water_branch=paper water_route=treatment 10000 t COD",
          "domestic_bod water_route=treatment 100 t BOD"},
         "industrial_methane_recovered water_branch=paper water_route=treatment 10000 t CH4"},
    };
    return cases;
}

const std::vector<SectorCase>& ipcc_cases() {
    static const std::vector<SectorCase> cases{
        {"intensity.ammonia",
         "",
         {"ammonia_produced ammonia_process=gas_average 100 万吨",
          "ammonia_feed_used ammonia_feed=natural_gas 40000 TJ"},
         "ammonia_produced ammonia_process=gas_average 1000 万吨"},
        {"fertiliser-per-harvest",
         "",
         {"fertiliser_nitrogen 40000 t N", "crop_yield crop=wheat 160 万吨"},
         "fertiliser_nitrogen 40 t N"},
    };
    return cases;
}

}  // namespace qingdan::testing
