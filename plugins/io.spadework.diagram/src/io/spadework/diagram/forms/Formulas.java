package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.Named;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.Element;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Objective;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Reduction;

/** What an objective, or one term of it, comes to: each term with its weight as a number and its formula. */
final class Formulas implements Supplement {

	private final Element element;
	private final StyledText text;
	private final Font small;

	private Formulas(Element element, StyledText text) {
		this.element = element;
		this.text = text;
		int size = Math.max(7, text.getFont().getFontData()[0].getHeight() - 2);
		small = JFaceResources.getFontRegistry().defaultFontDescriptor().setHeight(size).createFont(text.getDisplay());
		text.addListener(SWT.Dispose, e -> small.dispose());
	}

	static Supplement make(StudyEditor editor, FormToolkit toolkit, Composite parent, Element element) {
		if (element instanceof PerceptualTerm)
			return null;
		Section section = toolkit.createSection(parent, ExpandableComposite.TITLE_BAR);
		section.setText(element instanceof Objective ? "What is minimised" : "Formula");
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		client.setLayout(new GridLayout());
		section.setClient(client);
		StyledText text = new StyledText(client, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
		toolkit.adapt(text, true, false);
		text.setCaret(null);
		text.setLineSpacing(4);
		Named.name(text, "Formulas");
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.widthHint = 320;
		text.setLayoutData(wide);
		Formulas made = new Formulas(element, text);
		made.refresh();
		return made;
	}

	@Override
	public void refresh() {
		List<Element> terms = new ArrayList<>();
		if (element instanceof Objective objective)
			objective.eContents().forEach(each -> terms.add((Element) each));
		else
			terms.add(element);
		StringBuilder all = new StringBuilder();
		List<StyleRange> styles = new ArrayList<>();
		Font bold = JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
		for (Element term : terms) {
			StyleRange heading = new StyleRange();
			heading.start = all.length();
			all.append(Words.of(term.eClass())).append(weight(term));
			heading.length = all.length() - heading.start;
			heading.font = bold;
			styles.add(heading);
			all.append('\n');
			formula(term, all, styles);
			all.append('\n');
		}
		text.setText(terms.isEmpty() ? "Nothing yet. \"Add\" gives the objective a term." : all.toString().stripTrailing());
		for (StyleRange style : styles)
			if (style.start + style.length <= text.getCharCount())
				text.setStyleRange(style);
		text.getParent().layout();
	}

	/** As in ", weight 10": the number that the expression comes to. */
	private String weight(Element term) {
		String expression = switch (term) {
		case FeatureMatchingLoss loss -> loss.getWeight();
		case PerceptualLoss loss -> loss.getWeight();
		case L1Loss loss -> loss.getWeight();
		case DivergenceLoss loss -> loss.getWeight();
		case CrossEntropyLoss loss -> loss.getWeight();
		default -> null;
		};
		return expression == null ? "" : ", weight " + number(expression);
	}

	private String number(String expression) {
		try {
			Scope scope = Scopes.of(element);
			return scope == null ? expression : Scope.text(scope.value(expression));
		} catch (ExpressionException e) {
			return expression;
		}
	}

	/** Appends a formula; what stands in braces behind "_" or "^" is lowered or raised. */
	private void formula(Element term, StringBuilder all, List<StyleRange> styles) {
		String source = of(term);
		for (int i = 0; i < source.length(); i++) {
			char c = source.charAt(i);
			if ((c == '_' || c == '^') && i + 1 < source.length() && source.charAt(i + 1) == '{') {
				int end = source.indexOf('}', i);
				StyleRange style = new StyleRange();
				style.start = all.length();
				all.append(source, i + 2, end);
				style.length = all.length() - style.start;
				style.rise = c == '_' ? -3 : 4;
				style.font = small;
				styles.add(style);
				i = end;
			} else {
				all.append(c);
			}
		}
	}

	/** The formula of a term, as docs and papers write it: S label map, x image, G generator, D discriminator. */
	private String of(Element term) {
		return switch (term) {
		case AdversarialLoss loss -> adversarial(loss);
		case FeatureMatchingLoss loss -> "L_{FM} = " + over(loss.getReduction()) + " mean_{i} \u2016D_{i}(S, x) \u2212 D_{i}(S, G(S))\u2016_{1} / N_{i}\nD_{i}: the activations with a tap, N_{i} values each\n";
		case PerceptualLoss loss -> "L_{P} = \u03a3_{i} w_{i} \u2016\u03c6_{i}(x) \u2212 \u03c6_{i}(G(S))\u2016_{1} / N_{i}\n\u03c6_{i}: " + perceptual(loss) + "\n";
		case L1Loss loss -> "L_{1} = \u2016x \u2212 G(S)\u2016_{1} / N\n";
		case DivergenceLoss loss -> "L_{KL} = \u00bd \u03a3 (\u03bc\u00b2 + \u03c3\u00b2 \u2212 log \u03c3\u00b2 \u2212 1), \u03bc and \u03c3 from the encoder\n";
		case CrossEntropyLoss loss -> "L_{CE} = \u2212 mean log p(label | x), pixels without a label left out\n";
		default -> "";
		};
	}

	private static String over(Reduction reduction) {
		return reduction == Reduction.MEAN ? "mean over the scales," : "sum over the scales,";
	}

	private static String perceptual(PerceptualLoss loss) {
		if (loss.getTerms().isEmpty())
			return "no activation yet";
		return String.join(", ", loss.getTerms().stream().map(term -> (term.getNode() == null ? "?" : term.getNode().getName()) + " (w = " + term.getWeight() + ")").toList());
	}

	private static String bracketed(String factor, String sum) {
		return factor.isEmpty() ? sum : "(" + sum + ")";
	}

	private String adversarial(AdversarialLoss loss) {
		String real = "D(S, x)";
		String fake = "D(S, G(S))";
		String scales = loss.getReduction() == Reduction.MEAN ? "averaged over patches and scales" : "averaged over patches, added over scales";
		String factor = number(loss.getDiscriminatorFactor());
		String times = factor.equals("1") ? "" : factor + " \u00b7 ";
		String terms = switch (loss.getKind()) {
		case HINGE -> "L_{D} = " + times + bracketed(times, "E max(0, 1 \u2212 " + real + ") + E max(0, 1 + " + fake + ")") + "\nL_{G} = \u2212E " + fake;
		case LEAST_SQUARES -> {
			String half = number(loss.getSquareFactor());
			yield "L_{D} = " + times + half + " \u00b7 (E (" + real + " \u2212 " + number(loss.getRealTarget()) + ")^{2} + E (" + fake + " \u2212 " + number(loss.getFakeTarget()) + ")^{2})\nL_{G} = "
					+ half + " \u00b7 E (" + fake + " \u2212 " + number(loss.getGeneratorTarget()) + ")^{2}";
		}
		case ORIGINAL -> "L_{D} = " + times + "(\u2212E log \u03c3(" + real + ") \u2212 E log(1 \u2212 \u03c3(" + fake + ")))\nL_{G} = \u2212E log \u03c3(" + fake + ")";
		case WASSERSTEIN -> "L_{D} = " + times + "(E " + fake + " \u2212 E " + real + " + " + number(loss.getGradientPenalty()) + " \u00b7 E (\u2016\u2207D\u2016_{2} \u2212 1)^{2})\nL_{G} = \u2212E " + fake;
		};
		return terms + "\n" + scales + "\n";
	}
}
