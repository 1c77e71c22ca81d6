"""One ordered table says who may import whom; everything else follows from it."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("references", "evidence", "reports")

#: From the ground up. A module may import what stands above its own line, and its own line.
LAYERS = (
    "references.source",
    "references.problem",
    "references.errors",
    "references.collect",
    "references.garbage",
    "references.encoding",
    "references.writing",
    "references.quotation",
    "references.spreadsheet",
    "references.letters",
    "references.identifiers",
    "references.people",
    "references.dates",
    "references.notice",
    "references.reference",
    "references.library",
    "references.edit",
    "references.standing",
    "references.retraction",
    "references.retraction_watch",
    "references.retraction_index",
    "references.matching",
    "references.csl",
    "references.csl_custom",
    "references.printing",
    "references.citation_style",
    "references.keys",
    "references.format",
    "references.bibliography_file",
    "references.reading",
    "references.formats",
    "references.deduplication",
    "references.rule",
    "references.checking",
    "references.rules",
    "references.fixing",
    "references.renaming",
    "references.registry",
    "references.answering",
    "references.registries",
    "references.lookup",
    "evidence.model",
    "evidence.agreement",
    "evidence.articles",
    "evidence.claims",
    "evidence.appraisal",
    "evidence.synthesis.refusal",
    "evidence.synthesis.unusable",
    "evidence.synthesis.intervals",
    "evidence.synthesis.scale",
    "evidence.synthesis.measure",
    "evidence.synthesis.study_tables",
    "evidence.synthesis.effects",
    "evidence.synthesis.random_effects",
    "evidence.synthesis.counts",
    "evidence.synthesis.regression",
    "evidence.synthesis.dependent_effects",
    "evidence.synthesis.small_study",
    "evidence.synthesis",
    "evidence.grading.absolute_effects",
    "evidence.grading",
    "evidence.grading.grade_changes",
    "evidence.assessment",
    "evidence.workspace",
    "evidence.audit",
    "reports.version",
    "reports.synthesis_content",
    "reports.matching_report",
    "reports.terminal_width",
    "reports.output",
    "reports.rule_page",
    "reports.views.badge",
    "reports.views.section_view",
    "reports.views.pooled_view",
    "reports.views.review_view",
    "reports.views.numerals",
    "reports.plots",
    "reports.views",
    "reports.blind_sheet",
    "reports.frames",
    "reports.documents",
    "reports.findings",
    "reports.lookups",
    "reports.text_diff",
    "reports.cli",
)

#: Files over the soft limit of 300 lines, each with its reason.
LONG_FILES: dict[str, str] = {
    "reports/views/review_view.py": "one declaration of what a report shows, without logic",
    "benchmarks/synthetic_records.py": "one maker: kinds of damage and near misses, few lines each",
    "tests/end_to_end/test_worked_example.py": "one story over one review that is read once",
    "tests/evidence/audit/test_runner.py": "one review, audited under every setting",
    "tests/evidence/claims/test_wording_check.py": "one table of sentences and how they sound",
    "tests/evidence/grading/test_grade.py": "one framework, domain by domain on the same body",
    "tests/references/lookup/registry_server.py": "the answers of four registries, as documented",
    "tests/references/lookup/test_lookup_session.py": "one server played through every outcome",
    "tests/references/registries/test_registries_contract.py": "one contract over all registries",
}

#: Files beside the commands that import inside functions, each with its reason.
LATE_IMPORTS: dict[str, str] = {
    "evidence/synthesis/study_tables/quantile_matching.py": "an audit loads no search",
    "reports/cli/bibliographies.py": "serves the commands, and --help must not load the readers",
    "reports/cli/record_files.py": "serves the commands, and --help must not load the readers",
    "reports/cli/loading.py": "serves the commands, and --help must not load the readers",
    "reports/cli/parameters.py": "serves the commands, and --help must not load the formats",
    "reports/cli/terminal.py": "rich is loaded for a terminal alone",
    "reports/documents/formats/csv.py": "pandas is loaded for tables alone",
    "reports/version.py": "importlib.metadata alone would double the time of --help",
}


def source_files():
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rank(module):
    fitting = [layer for layer in LAYERS if module == layer or module.startswith(f"{layer}.")]
    return LAYERS.index(max(fitting, key=len)) if fitting else None


def imports(path):
    """Every absolute module that a file imports, anywhere in it, with the line."""
    tree = tree_of(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            for alias in node.names:
                target = f"{node.module}.{alias.name}"
                yield (target if rank(target) != rank(node.module) else node.module), node.lineno


def test_every_module_stands_in_the_table():
    homeless = [
        name for path in source_files() if (name := module_name(path)) and rank(name) is None
    ]
    assert set(homeless) <= set(PACKAGES), homeless


def test_nothing_imports_upwards():
    wrong = []
    for path in source_files():
        own = rank(module_name(path))
        for target, line in imports(path):
            if target.split(".")[0] not in PACKAGES or own is None:
                continue
            other = rank(target)
            if other is not None and other > own:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_the_packages_know_nothing_of_tests_or_front_door():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in source_files()
        for target, line in imports(path)
        if target.split(".")[0] in ("tests", "evidence_review", "benchmarks", "docs")
    ]
    assert not wrong


def test_imports_inside_functions_are_for_commands_and_heavy_libraries_only():
    found: dict[str, list[int]] = {}
    for path in source_files():
        relative = path.relative_to(ROOT).as_posix()
        if relative.startswith("reports/cli/commands/"):
            continue
        for function in ast.walk(tree_of(path)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = [
                    node.lineno
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
                if lines:
                    found.setdefault(relative, []).extend(lines)
    assert set(found) == set(LATE_IMPORTS), f"found {found}; listed {sorted(LATE_IMPORTS)}"


def files_beside_the_packages():
    return sorted(path for room in ("tests", "benchmarks") for path in (ROOT / room).rglob("*.py"))


def test_long_files_are_listed_with_a_reason():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in (*source_files(), *files_beside_the_packages())
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert set(long) == set(LONG_FILES), f"over 300 lines: {long}; listed: {sorted(LONG_FILES)}"


@pytest.mark.parametrize(
    ("folder", "constant"),
    [
        ("references/formats", "FORMAT"),
        ("references/rules", "RULE"),
        ("references/registries", "REGISTRY"),
        ("evidence/articles/formats", "FORMAT"),
        ("evidence/grading/frameworks", "FRAMEWORK"),
        ("evidence/appraisal/tools", "TOOL"),
        ("evidence/audit/rules", "RULE"),
        ("reports/documents/formats", "FORMAT"),
        ("reports/findings/formats", "FORMAT"),
        ("reports/cli/commands", "COMMAND"),
        ("reports/cli/commands/references", "COMMAND"),
        ("tests/alignment/operations", "OPERATION"),
        ("reports/cli/commands/appraisals", "COMMAND"),
        ("reports/cli/commands/studies", "COMMAND"),
    ],
)
def test_a_plural_folder_holds_one_per_file_and_nothing_else(folder, constant):
    entries = [
        path
        for path in (ROOT / folder).iterdir()
        if path.name not in ("__init__.py", "__pycache__")
    ]
    assert entries
    for path in entries:
        module = path / "__init__.py" if path.is_dir() else path
        tree = tree_of(module)
        names = [
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        ]
        assert names, f"{module} defines nothing"
        assert names[-1] == constant, f"{module} must end in {constant}"


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "common", "core", "manager", "base", "misc"}
    assert not [path for path in source_files() if path.stem in empty]


def test_no_test_reads_a_clock():
    """What is quick is measured in ``benchmarks/``; tests count work instead of timing it."""
    clocks = {"perf_counter", "process_time", "monotonic", "time_ns", "perf_counter_ns"}
    paths = sorted((ROOT / "tests").rglob("*.py"))
    assert len(paths) > 50
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in paths
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in clocks
    ]
    assert not wrong, wrong


def test_decision_records_are_numbered_once():
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in records]
    assert records
    assert all(number.isdigit() for number in numbers), numbers
    assert len(numbers) == len(set(numbers)), "a number is used twice"
