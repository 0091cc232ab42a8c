package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Validation;
import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.eclipse.emf.ecore.EObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code validate}: says what is wrong with a study. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = { "Says what is wrong with a study.",
		"Exit code 1 where there is an error; warnings and notes alone are fine." })
final class ValidateCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--json", description = "Print one JSON document: [{severity, rule, element, message}].")
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
		List<Problem> problems = Validation.validate(study.study(), file);
		if (json) {
			JsonArray document = new JsonArray();
			problems.forEach(problem -> document.add(entry(problem.severity(), problem.rule(), id(problem.element()), problem.message())));
			program.out().println(Json.text(document));
		} else {
			print(problems, program.out());
		}
		return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR) ? 1 : 0;
	}

	private void print(List<Problem> problems, PrintStream out) {
		for (Problem problem : problems) {
			String element = problem.element() instanceof NamedElement named && named.getName() != null ? named.getName() + " (" + named.getId() + ")" : id(problem.element());
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

	private static String id(EObject object) {
		return object instanceof Element element ? element.getId() : null;
	}
}
