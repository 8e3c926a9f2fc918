#include "report/recalculations_csv.hpp"

#include <set>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

std::string csv_line(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i ? "," : "") + csv_field(fields[i]);
    return line + "\n";
}

std::string figure(const std::optional<double>& value, const std::string& notation) {
    return value ? number_text(*value) : notation;
}

class ChangeLines {
public:
    explicit ChangeLines(const FigureChange& change) : change_(change) {}

    std::string write() {
        if (change_.sum)
            by_cause();
        else
            by_input();
        if (change_.residual != 0.0) line("residual", number_text(change_.residual), nullptr);
        return text_;
    }

private:
    void by_cause() {
        std::set<ChangeCause> causes;
        for (const auto& part : change_.parts) causes.insert(part.cause);
        for (const auto cause : causes) line(std::string(cause_text(cause)), number_text(change_.of(cause)), nullptr);
    }

    void by_input() {
        for (const auto& part : change_.parts) {
            const auto cause = std::string(cause_text(part.cause));
            line(cause, number_text(part.amount), part.inputs.empty() ? nullptr : &part.inputs.front());
            for (std::size_t i = 1; i < part.inputs.size(); ++i) line(cause, {}, &part.inputs[i]);
        }
    }

    void line(const std::string& cause, const std::string& amount, const ChangedInput* input) {
        const auto percent = change_.percent();
        std::vector<std::string> fields{std::to_string(change_.year),
                                        change_.category,
                                        change_.gas,
                                        change_.unit,
                                        figure(change_.old_value, change_.old_notation),
                                        figure(change_.new_value, change_.new_notation),
                                        number_text(change_.difference()),
                                        percent ? number_text(*percent) : std::string(),
                                        cause,
                                        amount};
        if (input)
            for (const auto& field : {std::string(cause_text(input->cause)), input->id, input->keys,
                                      input->year ? std::to_string(input->year) : std::string(), input->old_value,
                                      input->new_value, input->unit, input->old_place, input->new_place})
                fields.push_back(field);
        else
            fields.resize(fields.size() + 9);
        fields.push_back(change_.reason.zh);
        fields.push_back(change_.reason.en);
        text_ += csv_line(fields);
    }

    const FigureChange& change_;
    std::string text_;
};

}  // namespace

std::string recalculations_csv(const Recalculations& recalculations) {
    std::string text =
        "year,category,gas,unit,old,new,difference,percent,cause,part,kind,id,keys,input_year,input_old,input_new,"
        "input_unit,place_old,place_new,reason_zh,reason_en\n";
    for (const auto& change : recalculations.changes) text += ChangeLines(change).write();
    return text;
}

}  // namespace qingdan
