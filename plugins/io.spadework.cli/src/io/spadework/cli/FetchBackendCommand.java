package io.spadework.cli;

import io.spadework.runs.EngineHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code backend fetch}: fetches the jars of a backend from Maven Central, all of them or none. */
@Command(name = "fetch", mixinStandardHelpOptions = true, description = { "Fetches nd4j-cuda 11.6 with the libraries of CUDA that it needs, 2.4 GB on Linux, for train --backend cuda.",
		"It runs on cards of compute capability 3.7 to 8.9. Sizes and checksums are compared with the repository's. Broken off, it goes on where it was; the folder appears when all is there." })
final class FetchBackendCommand implements Callable<Integer> {

	private static final String ADDRESS = "MAVEN_CENTRAL_URL";
	private static final String DEFAULT_PATIENCE = "60";

	@ParentCommand
	private BackendCommand backend;

	@Parameters(paramLabel = "BACKEND", description = "cuda")
	private String name;

	@Option(names = "--out", paramLabel = "DIR", description = "The folder to make; ~/.spadework/backends/cuda unless given, where train looks for it.")
	private Path folder;

	@Option(names = "--from", paramLabel = "URL", description = "Address of Maven Central or of a repository that mirrors it; by default what the environment variable " + ADDRESS + " says.")
	private String address;

	@Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = DEFAULT_PATIENCE, description = "How long the repository may be silent before the download counts as broken off; ${DEFAULT-VALUE} unless given.")
	private int patience;

	/** What has to be fetched. */
	private record Wanted(RemoteFile file, Path target) {
	}

	@Override
	public Integer call() throws Failure {
		if (!name.equals("cuda")) {
			throw Failure.usage("backend \"" + name + "\": cuda is the one that can be fetched");
		}
		if (patience < 1) {
			throw Failure.usage("--timeout " + patience + ": at least 1 second is needed");
		}
		String platform = EngineHome.at().platform();
		Path target = (folder == null ? CudaBackend.folder() : folder).toAbsolutePath().normalize();
		List<String> artifacts = CudaBackend.artifacts(platform);
		if (CudaBackend.isWhole(target, platform)) {
			backend.program().out().println("CUDA's backend is in " + target + " already.");
			return 0;
		}
		URI repository = repository();
		try {
			requireFree(target);
			fetch(repository, artifacts, target);
		} catch (IOException e) {
			throw Failure.failed("CUDA's backend could not be fetched into " + target + ": " + reason(e) + "; the same command goes on where it was");
		}
		backend.program().out().println("CUDA's backend is in " + target + ": spadework train STUDY --backend cuda" + (folder == null ? "" : " --backend-folder " + target) + " uses it.");
		return 0;
	}

	private URI repository() throws Failure {
		String told = address == null ? System.getenv(ADDRESS) : address;
		if (told == null || told.isBlank()) {
			throw Failure.usage("nothing says where to fetch from: give the address of Maven Central, or of a repository that mirrors it, with --from or in " + ADDRESS);
		}
		String given = told.strip();
		try {
			URI uri = URI.create(given.endsWith("/") ? given : given + "/");
			if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
				return uri;
			}
		} catch (IllegalArgumentException e) {
			// said below
		}
		throw Failure.usage("\"" + given + "\" is not the address of a repository: it begins with https:// or http://");
	}

	/** A folder that holds other things is nobody's to replace. */
	private static void requireFree(Path target) throws IOException, Failure {
		if (!Files.exists(target)) {
			return;
		}
		if (!Files.isDirectory(target)) {
			throw Failure.failed(target + " is a file: --out names a folder to make");
		}
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
			if (entries.iterator().hasNext()) {
				throw Failure.failed(target + " holds something else than the whole of CUDA's backend: remove it, or let --out name another folder");
			}
		}
	}

	private void fetch(URI repository, List<String> artifacts, Path target) throws IOException, Failure {
		Path partial = target.resolveSibling(target.getFileName() + ".partial");
		Files.createDirectories(partial);
		List<Wanted> wanted = new ArrayList<>();
		long missing = 0;
		Repository remote = new Repository(repository, Duration.ofSeconds(patience));
		for (String path : artifacts) {
			Wanted next = new Wanted(remote.find(path), partial.resolve(CudaBackend.name(path)));
			wanted.add(next);
			missing += next.file.length() - (Files.exists(next.target) ? Math.min(Files.size(next.target), next.file.length()) : 0);
		}
		clear(partial, wanted);
		long free = Files.getFileStore(partial).getUsableSpace();
		backend.program().out().println("To fetch: " + size(missing) + " in " + wanted.size() + " files from " + repository + " into " + target + ", where " + size(free) + " are free.");
		if (missing > free) {
			throw Failure.failed("the disk of " + target + " has " + size(free) + " free, " + size(missing - free) + " too little");
		}
		for (Wanted next : wanted) {
			backend.program().out().println(next.target.getFileName() + ", " + size(next.file.length()));
			remote.fetch(next.file, next.target);
		}
		Files.deleteIfExists(target); // empty, as was seen above
		Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Removes what another version has left of a download that broke off. */
	private static void clear(Path partial, List<Wanted> wanted) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
			for (Path file : files) {
				if (wanted.stream().noneMatch(each -> each.target.equals(file))) {
					Files.delete(file);
				}
			}
		}
	}

	private static String size(long bytes) {
		return bytes < 1_000_000 ? String.format(Locale.ROOT, "%d kB", (bytes + 999) / 1000)
				: bytes < 1_000_000_000 ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6) : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
	}

	private static String reason(IOException e) {
		return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}
}
