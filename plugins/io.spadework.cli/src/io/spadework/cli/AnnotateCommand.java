package io.spadework.cli;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.NotesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code annotate}: says something of runs. */
@Command(name = "annotate", mixinStandardHelpOptions = true, description = { "Gives runs tags, notes and stars, or archives them.", "It is kept as notes.json in the run's folder and shows in the workbench's Runs view." })
final class AnnotateCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "RUN", arity = "1..*", description = "Run folders.")
	private List<Path> folders;

	@Option(names = "--tag", paramLabel = "WORD", description = "Add a tag; may be given several times.")
	private List<String> added = List.of();

	@Option(names = "--untag", paramLabel = "WORD", description = "Take a tag away; may be given several times.")
	private List<String> removed = List.of();

	@Option(names = "--notes", paramLabel = "TEXT", description = "Replace the notes; an empty text for none.")
	private String text;

	@Option(names = "--star", negatable = true, description = "Star the runs, or no longer.")
	private Boolean starred;

	@Option(names = "--archive", negatable = true, description = "Leave the runs out of lists, or no longer.")
	private Boolean archived;

	@Override
	public Integer call() throws Failure {
		if (added.isEmpty() && removed.isEmpty() && text == null && starred == null && archived == null) {
			throw Failure.usage("nothing is said; one of --tag, --untag, --notes, --star and --archive is needed");
		}
		for (Path folder : folders) {
			if (!RunFolder.isRun(folder)) {
				throw Failure.failed(folder + " is no run: it has no run.json");
			}
		}
		NotesStore store = new NotesStore(null);
		for (Path folder : folders) {
			RunFolder run = RunFolder.at(folder);
			try {
				store.write(run, changed(store.read(run)));
			} catch (RunException e) {
				throw Failure.failed(e.getMessage() + "; move it away to begin anew");
			} catch (IOException e) {
				throw Failure.failed("the notes about " + folder + " could not be written"
						+ (Files.isWritable(folder) ? ": " + e : ", as nothing can be written to that folder; the workbench keeps notes about such runs in its workspace"));
			}
			program.err().println("Annotated " + folder + ".");
		}
		return 0;
	}

	private RunNotes changed(RunNotes notes) {
		List<String> tags = new ArrayList<>(notes.tags());
		removed.forEach(typed -> tags.removeAll(RunNotes.tags(typed)));
		tags.addAll(added);
		RunNotes changed = notes.withTags(tags);
		changed = text == null ? changed : changed.withText(text);
		changed = starred == null ? changed : changed.withStar(starred);
		return archived == null ? changed : changed.withArchived(archived);
	}
}
