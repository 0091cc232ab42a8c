package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Problem;
import io.spadework.model.Rule;
import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Study;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code validate}: says what is wrong with a study. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = { "Says what is wrong with a study.",
		"Exit code 1 where there is an error; warnings and notes alone are fine." })
final class ValidateCommand implements Callable<Integer> {

	/** What is merely unused. */
	private static final Set<String> LEFT = Stream.of(Rule.UNUSED_NETWORK, Rule.UNUSED_BLOCK, Rule.UNUSED_PARAMETER, Rule.DEAD_END).map(Rule::id).collect(Collectors.toSet());

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--fix", description = { "First mend what has one obvious fix, and say which. The study is written only where something was mended.",
			"What is merely unused stays: it may be wanted." })
	private boolean fix;

	@Option(names = "--json", description = "Print one JSON document: [{severity, rule, element, message}]; what --fix has mended comes first and has a fix, too.")
	private boolean json;

	@Override
	public Integer call() throws Failure {
		StudyFile study;
		try {
			study = StudyFile.open(file);
		} catch (Failure unreadable) {
			if (json) {
				JsonArray document = new JsonArray();
				document.add(entry(Severity.ERROR, "file", null, unreadable.getMessage()));
				program.out().println(Json.text(document));
				return unreadable.exitCode();
			}
			throw unreadable;
		}
		List<Mended> mended = fix ? mend(study.study()) : List.of();
		List<Problem> problems = Validation.validate(study.study(), file);
		if (json) {
			JsonArray document = new JsonArray();
			mended.forEach(each -> document.add(each.document()));
			problems.forEach(problem -> document.add(entry(problem.severity(), problem.rule(), id(problem.element()), problem.message())));
			program.out().println(Json.text(document));
		} else {
			mended.forEach(each -> program.out().println("mended: " + each.fix() + ": " + each.message() + " [" + each.element() + ", " + each.rule() + "]"));
			print(problems, program.out());
		}
		return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR) ? 1 : 0;
	}

	/** A problem that is gone, in words: its element may be gone, too. */
	private record Mended(Severity severity, String rule, String id, String element, String message, String fix) {

		private JsonObject document() {
			JsonObject document = entry(severity, rule, id, message);
			document.addProperty("fix", fix);
			return document;
		}
	}

	/** Mends one problem after another, as each change may raise or mend others, and writes the study where something was mended. */
	private List<Mended> mend(Study study) throws Failure {
		List<Mended> mended = new ArrayList<>();
		Set<String> tried = new HashSet<>();
		for (Problem problem = next(study, tried); problem != null; problem = next(study, tried)) {
			Fix only = Fixes.of(problem).get(0);
			mended.add(new Mended(problem.severity(), problem.rule(), id(problem.element()), element(problem), problem.message(), only.label()));
			only.apply();
		}
		if (!mended.isEmpty()) {
			try {
				Studies.save(study, file);
			} catch (IOException e) {
				throw Failure.failed(file + " could not be written: " + e);
			}
		}
		return mended;
	}

	/** The first problem with one fix that was not tried before; null where there is none. */
	private Problem next(Study study, Set<String> tried) {
		return Validation.validate(study, file).stream()
				.filter(problem -> !LEFT.contains(problem.rule()) && Fixes.of(problem).size() == 1 && tried.add(problem.rule() + " " + id(problem.element()) + " " + problem.message())).findFirst()
				.orElse(null);
	}

	private void print(List<Problem> problems, PrintStream out) {
		for (Problem problem : problems) {
			String element = element(problem);
			out.println(word(problem.severity()) + ": " + problem.message() + (element == null ? "" : " [" + element + ", " + problem.rule() + "]"));
		}
		if (problems.isEmpty()) {
			out.println(file + " is fine.");
		} else {
			long errors = problems.stream().filter(problem -> problem.severity() == Severity.ERROR).count();
			out.println(file + ": " + errors + (errors == 1 ? " error, " : " errors, ") + (problems.size() - errors) + " other remarks.");
		}
	}

	private static JsonObject entry(Severity severity, String rule, String element, String message) {
		JsonObject entry = new JsonObject();
		entry.addProperty("severity", word(severity));
		entry.addProperty("rule", rule);
		entry.addProperty("element", element);
		entry.addProperty("message", message);
		return entry;
	}

	private static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

	private static String element(Problem problem) {
		return problem.element() instanceof NamedElement named && named.getName() != null ? named.getName() + " (" + named.getId() + ")" : id(problem.element());
	}

	private static String id(EObject object) {
		return object instanceof Element element ? element.getId() : null;
	}
}
